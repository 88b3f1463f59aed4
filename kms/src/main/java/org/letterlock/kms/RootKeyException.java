package org.letterlock.kms;

/// A root key cannot be used. The message says which and what to do, holds nothing of the key, and
/// is meant for the operator.
public final class RootKeyException extends Exception {
    private final RootKey key;
    private final Reason reason;

    /// What is the matter.
    public enum Reason {
        /// The store was written under this root, and the root is not there.
        MISSING,
        /// There is a root, but the store was written under another, or it is the root of something
        /// else.
        WRONG,
        /// What is there is no root key as it was written.
        DAMAGED,
        /// Others than the owner may read it.
        EXPOSED,
        /// It cannot be read or written.
        UNREADABLE
    }

    RootKeyException(RootKey key, Reason reason, String message) {
        super(message);
        this.key = key;
        this.reason = reason;
    }

    RootKeyException(RootKey key, Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.key = key;
        this.reason = reason;
    }

    public RootKey key() {
        return key;
    }

    public Reason reason() {
        return reason;
    }
}
