package org.letterlock.imap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Both clocks, which stand until a test moves them.
final class FakeTime implements InstantSource {
    private long seconds = Instant.parse("2026-11-24T20:20:00Z").getEpochSecond();
    private long nanos;

    @Override
    public synchronized Instant instant() {
        return Instant.ofEpochSecond(seconds);
    }

    synchronized long nanos() {
        return nanos;
    }

    synchronized void pass(Duration time) {
        seconds += time.toSeconds();
        nanos += time.toNanos();
    }
}
