package org.letterlock.wire;

import java.time.Duration;

/// How long a peer may take. They differ by state (before log-in, IDLE), so that a session sets them as
/// it goes.
///
/// @param idle  until the first byte of the next line
/// @param line  from a line's first byte to its last, for a TLS handshake, and for each block of a
///     transfer
/// @param write until the peer has taken a block of at most 64 KiB: a reader that is slower is cut
/// @param bytesPerSecond how fast a transfer must be in the long run, beside `line` as a head start
public record Timeouts(Duration idle, Duration line, Duration write, int bytesPerSecond) {
    public Timeouts {
        if (idle.isNegative() || line.isNegative() || write.isNegative() || bytesPerSecond < 1) {
            throw new IllegalArgumentException("timeouts are positive");
        }
    }

    public Timeouts idle(Duration other) {
        return new Timeouts(other, line, write, bytesPerSecond);
    }
}
