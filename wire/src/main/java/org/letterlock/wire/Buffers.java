package org.letterlock.wire;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A bounded pool of byte arrays that hold one TLS record each. A connection borrows only while bytes are
/// moving, so that ten thousand idle ones hold none. Cleared when given back: passwords pass through.
/// Thread-safe.
final class Buffers {
    /// The largest TLS record of AEAD suites (header 5, content 2^14, expansion at most 256) fits, and so
    /// does the packet size that SSLEngine asks for (16,709).
    static final int SIZE = 17 * 1024;

    private static final int KEPT = 256;
    private static final long PATIENCE_SECONDS = 10;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private final Semaphore permits;
    private final int limit;

    Buffers(int limit) {
        this.limit = limit;
        this.permits = new Semaphore(limit);
    }

    /// Waits up to ten seconds when all are lent: whoever holds one is cut by its deadline.
    byte[] borrow() throws IOException {
        try {
            if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no buffer is free");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        synchronized (free) {
            byte[] buffer = free.pollLast();
            return buffer != null ? buffer : new byte[SIZE];
        }
    }

    void giveBack(byte[] buffer) {
        Arrays.fill(buffer, (byte) 0);
        synchronized (free) {
            if (free.size() < KEPT) {
                free.addLast(buffer);
            }
        }
        permits.release();
    }

    int lent() {
        return limit - permits.availablePermits();
    }
}
