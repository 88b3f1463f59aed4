package org.letterlock.wire;

import java.io.IOException;

/// The peer was silent, or sent too slowly. Nothing more can be read; a last reply may still be written.
public final class TimedOutException extends IOException {
    TimedOutException() {
        super("the peer sent nothing, or too slowly");
    }
}
