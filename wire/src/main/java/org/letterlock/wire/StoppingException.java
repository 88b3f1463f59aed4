package org.letterlock.wire;

import java.io.IOException;

/// The listener is closing. Thrown between two lines only; a last reply may still be written.
public final class StoppingException extends IOException {
    StoppingException() {
        super("the listener is closing");
    }
}
