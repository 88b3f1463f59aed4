package org.letterlock.rocksdb;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether something that has failed lately is worth another attempt: after each failure in a row twice
/// as many chances are let go by, up to 63. Thread-safe; a race lets one more or one less go by.
final class Attempts {
    private static final int MOST_SKIPPED = 63;

    private final AtomicInteger left = new AtomicInteger();
    private volatile int skipped;

    boolean worthwhile() {
        return left.get() <= 0 || left.decrementAndGet() < 0;
    }

    void ended(boolean well) {
        skipped = well ? 0 : Math.min(MOST_SKIPPED, 2 * skipped + 1);
        left.set(skipped);
    }
}
