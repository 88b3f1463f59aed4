package org.letterlock.bench;

import java.io.IOException;

/// A server answered something else than it should have: its figures mean nothing.
final class WrongAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    WrongAnswerException(String message) {
        super(message);
    }
}
