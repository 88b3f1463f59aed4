package org.letterlock.wire;

import java.io.IOException;

/// A line ended with LF where the protocol demands CR LF. It has been read and dropped: the session can
/// go on.
public final class BareLineFeedException extends IOException {
    BareLineFeedException() {
        super("line ends with LF alone");
    }
}
