package org.letterlock.kms;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The automatic rotation of a key.
///
/// @param days how long a material stays current: 90 to 2,560
/// @param next when the next one is due; null while it is off
record Rotation(int days, @Nullable Instant next) {
    static final int MIN_DAYS = 90;
    static final int MAX_DAYS = 2_560;
    static final int USUAL_DAYS = 365;
    static final Rotation OFF = new Rotation(USUAL_DAYS, null);

    static Rotation every(int days, Instant from) {
        return new Rotation(days, from.plus(Duration.ofDays(days)));
    }

    boolean isOn() {
        return next != null;
    }

    boolean isDue(Instant now) {
        return next != null && !next.isAfter(now);
    }
}
