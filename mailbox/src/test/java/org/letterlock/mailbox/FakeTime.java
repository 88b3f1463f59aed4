package org.letterlock.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Both clocks, moved by hand.
final class FakeTime implements InstantSource {
    private final AtomicLong nanos = new AtomicLong(1_800_000_000L * 1_000_000_000L);

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, nanos.get());
    }

    long nanos() {
        return nanos.get();
    }

    void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
