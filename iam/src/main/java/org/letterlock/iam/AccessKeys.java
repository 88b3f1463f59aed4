package org.letterlock.iam;

import java.util.Optional;

/// Looks access keys up. Thread-safe.
public interface AccessKeys {
    /// Empty for a key that does not exist or is not active.
    Optional<AccessKey> find(String accessKeyId);

    /// The one key of a process: the administrator's.
    static AccessKeys only(AccessKey key) {
        return id -> key.id().equals(id) ? Optional.of(key) : Optional.empty();
    }
}
