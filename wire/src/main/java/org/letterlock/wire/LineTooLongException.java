package org.letterlock.wire;

import java.io.IOException;

/// A line was longer than allowed. All of it has been read and dropped: the session can go on.
public final class LineTooLongException extends IOException {
    LineTooLongException(int limit) {
        super("line over " + limit + " bytes");
    }
}
