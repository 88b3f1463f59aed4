package org.letterlock.keyring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A wall clock and a monotonic clock that stand still until they are moved, together or each by
/// itself.
final class FakeTime implements InstantSource, LongSupplier {
    private final AtomicLong wallMillis = new AtomicLong(1_795_000_000_000L);
    /// Near overflow on purpose: `System.nanoTime()` may be anywhere.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    void pass(Duration time) {
        set(time);
        passMonotonic(time);
    }

    /// Sets the wall clock forward or back.
    void set(Duration by) {
        wallMillis.addAndGet(by.toMillis());
    }

    void passMonotonic(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(wallMillis.get());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
