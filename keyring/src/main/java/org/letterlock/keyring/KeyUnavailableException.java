package org.letterlock.keyring;

/// A mailbox or organization key cannot be had now. Doors answer 451, `NO [UNAVAILABLE]`, 503: never a bounce, never a
/// loss.
public abstract sealed class KeyUnavailableException extends Exception {
    KeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The KMS said no: grant revoked, key disabled, key gone.
    public static final class Refused extends KeyUnavailableException {
        public Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The KMS did not answer, or failed.
    public static final class Unreachable extends KeyUnavailableException {
        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// What the KMS returned is not this owner's key: somebody has exchanged blobs. Raises an alarm.
    public static final class Foreign extends KeyUnavailableException {
        public Foreign(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The lease ran out between two uses; take a new one and go on.
    public static final class Expired extends KeyUnavailableException {
        public Expired(String message) {
            super(message, new IllegalStateException(message));
        }
    }
}
