package org.letterlock.kms;

import java.util.UUID;

/// The names of this KMS's keys and aliases.
record Arns(String region, String account) {
    String key(UUID id) {
        return prefix() + "key/" + id;
    }

    /// @param name with `alias/` before it
    String alias(String name) {
        return prefix() + name;
    }

    /// What every name here begins with.
    String prefix() {
        return "arn:aws:kms:" + region + ":" + account + ":";
    }

    String root() {
        return "arn:aws:iam::" + account + ":root";
    }
}
