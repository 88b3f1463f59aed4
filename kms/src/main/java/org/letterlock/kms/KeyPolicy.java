package org.letterlock.kms;

import org.letterlock.iam.Policy;

/// A key's policy: as it was put, and as it is evaluated.
record KeyPolicy(String document, Policy policy) {
    static KeyPolicy of(String document) {
        return new KeyPolicy(document, KeyPolicies.parse(document));
    }
}
