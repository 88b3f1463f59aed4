package org.letterlock.wire;

import java.io.IOException;

/// A line was longer than allowed. All of it has been read and dropped: the session can go on.
public final class LineTooLongException extends IOException {
    private final transient byte[] start;

    LineTooLongException(int limit, byte[] start) {
        super("line over " + limit + " bytes");
        this.start = start;
    }

    /// The line's first bytes, at most 64: what an answer is addressed to in protocols that tag their
    /// commands.
    public byte[] start() {
        return start.clone();
    }
}
