package org.letterlock.keyring;

import org.jspecify.annotations.Nullable;

/// A mailbox or organization key cannot be had now. Doors answer 451, `NO [UNAVAILABLE]`, 503:
/// never a bounce, never a loss. Messages name owners by id only and are safe to log.
public abstract sealed class KeyUnavailableException extends Exception {
    private final String message;

    KeyUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /// The same for another waiter: with the waiter's own stack, and this one as its cause.
    abstract KeyUnavailableException again();

    /// The KMS said no: grant revoked, key disabled, key gone.
    public static final class Refused extends KeyUnavailableException {
        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        KeyUnavailableException again() {
            return new Refused(getMessage(), this);
        }
    }

    /// The KMS did not answer, answered too late, or failed; or the organization's share of KMS
    /// calls is used up.
    public static final class Unreachable extends KeyUnavailableException {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        KeyUnavailableException again() {
            return new Unreachable(getMessage(), this);
        }
    }

    /// The stored blob is not this owner's key under this organization's CMK: somebody has
    /// exchanged or changed blobs. Raises an alarm in the log.
    public static final class Foreign extends KeyUnavailableException {
        public Foreign(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        Foreign(String message) {
            super(message, null);
        }

        @Override
        KeyUnavailableException again() {
            return new Foreign(getMessage(), this);
        }
    }

    /// The lease ran out between two uses; take a new one and go on.
    public static final class Expired extends KeyUnavailableException {
        public Expired(String message) {
            super(message, null);
        }

        @Override
        KeyUnavailableException again() {
            return new Expired(getMessage());
        }
    }
}
