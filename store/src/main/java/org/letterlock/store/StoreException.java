package org.letterlock.store;

/// The engine cannot do what was asked. The message holds no content and is safe to log.
public sealed class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /// No space is left: nothing was written; the same call works again when there is space.
    public static final class Full extends StoreException {
        public Full(String message) {
            super(message);
        }

        public Full(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The engine was closed, or is being closed, before the call could be carried out: nothing was
    /// written.
    public static final class Closed extends StoreException {
        public Closed() {
            super("the store is closed");
        }
    }

    /// What became of the partition's last commit is not known yet: the same call works, or tells, once
    /// the store has recovered.
    public static final class Unsettled extends StoreException {
        public Unsettled(String message) {
            super(message);
        }
    }

    /// What lies on the disk is not what the engine wrote there.
    public static final class Corrupt extends StoreException {
        public Corrupt(String message) {
            super(message);
        }

        public Corrupt(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
