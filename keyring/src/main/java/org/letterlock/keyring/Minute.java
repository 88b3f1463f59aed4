package org.letterlock.keyring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The sixty seconds of a lease (DP-12), begun when the KMS request is sent. They are over when the
/// monotonic clock or the wall clock says so, and also when the two disagree: then the machine
/// slept (the monotonic clock stands still meanwhile) or somebody set the wall clock, in either
/// direction, and neither can be believed.
final class Minute {
    static final Duration LENGTH = Duration.ofSeconds(60);
    /// More than any slewing of the wall clock in a minute (500 ppm: 30 ms) and any pause between
    /// two readings.
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final long sentMillis;
    private final long sentNanos;

    private Minute(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.sentMillis = clock.millis();
        this.sentNanos = nanos.getAsLong();
    }

    static Minute startingNow(InstantSource clock, LongSupplier nanos) {
        return new Minute(clock, nanos);
    }

    boolean over() {
        long monotonic = (nanos.getAsLong() - sentNanos) / 1_000_000;
        long wall = clock.millis() - sentMillis;
        return monotonic >= LENGTH.toMillis()
                || wall >= LENGTH.toMillis()
                || Math.abs(wall - monotonic) > TOLERANCE.toMillis();
    }
}
