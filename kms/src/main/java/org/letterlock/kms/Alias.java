package org.letterlock.kms;

import java.time.Instant;
import java.util.UUID;

/// Another name of a key. Immutable.
///
/// @param name with `alias/` before it
record Alias(String name, UUID key, Instant created, Instant updated) {
    static final String PREFIX = "alias/";
    static final String AWS_PREFIX = "alias/aws/";
}
