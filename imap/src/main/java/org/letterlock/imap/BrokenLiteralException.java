package org.letterlock.imap;

import java.io.IOException;

/// A literal was announced, and its bytes cannot be had any more: the key was refused, or the stored
/// message does not open. Nothing honest can be said inside a literal, so the connection is closed at
/// once.
final class BrokenLiteralException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenLiteralException(Exception cause) {
        super("a message could not be read to its end", cause);
    }
}
