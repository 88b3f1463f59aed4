package org.letterlock.crypt;

/// A ciphertext does not open under this key at this place: it was changed, moved, replayed, or sealed under another
/// key.
/// The message names the place by opaque numbers and is safe to log.
public final class TamperedException extends Exception {
    public TamperedException(String message) {
        super(message);
    }
}
