package org.letterlock.crypt;

/// A ciphertext does not open under this key at this place: it was changed, moved, replayed, or sealed
/// under another key. The message names the place by opaque numbers and is safe to log.
public final class TamperedException extends Exception {
    private final Failure failure;

    /// Which check failed, in the order in which they are made.
    public enum Failure {
        /// The first byte names no suite that may stand here.
        SUITE,
        /// Too short, too long, or not of the length that the place asks for.
        LENGTH,
        /// A wrap was made under another key.
        COMMITMENT,
        /// The header names another version than the place: an older or a newer write.
        VERSION,
        /// A stream's header is not of this format.
        HEADER,
        /// The tag does not prove these bytes under this key at this place.
        AUTHENTICATION,
        /// The tag is right and what was sealed is not: the writer was wrong.
        PLAINTEXT
    }

    public TamperedException(String message) {
        this(Failure.AUTHENTICATION, message);
    }

    public TamperedException(Failure failure, String message) {
        super(message);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
