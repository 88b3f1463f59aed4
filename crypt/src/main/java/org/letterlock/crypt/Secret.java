package org.letterlock.crypt;

import java.util.function.Function;

/// Key material outside the Java heap: locked in memory and left out of core dumps where the system allows it, zeroed
/// on
/// [#close()], without a printable form. Not a record on purpose: nothing of it can be printed or compared by accident.
///
/// Thread-safe. Using a closed secret throws [IllegalStateException].
public final class Secret implements AutoCloseable {
    private Secret() {}

    /// A fresh random secret of `bytes` bytes (1 to 4,096).
    public static Secret random(int bytes) {
        throw new UnsupportedOperationException("stub");
    }

    /// Takes over `bytes`: copies them out of the heap, then fills the array with zeros.
    public static Secret take(byte[] bytes) {
        throw new UnsupportedOperationException("stub");
    }

    public int size() {
        throw new UnsupportedOperationException("stub");
    }

    /// Lends a heap copy to `use`, and zeroes that copy before returning. The name is meant to stand out in a review.
    public <T> T expose(Function<byte[], T> use) {
        throw new UnsupportedOperationException("stub");
    }

    /// Compares in constant time.
    public boolean matches(Secret other) {
        throw new UnsupportedOperationException("stub");
    }

    public boolean isClosed() {
        throw new UnsupportedOperationException("stub");
    }

    /// Zeroes the memory. Idempotent.
    @Override
    public void close() {
        throw new UnsupportedOperationException("stub");
    }
}
