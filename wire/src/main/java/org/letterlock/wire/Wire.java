package org.letterlock.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What the listeners of one server share: the pool of record buffers, and the watchdog that ends
/// connections whose deadline is over. The watchdog looks at every connection four times a second
/// (10,000 take it some 50 µs), so that a connection's own reads and writes need no timers.
public final class Wire implements AutoCloseable {
    private static final long SWEEP_MILLIS = 250;

    private final LongSupplier nanos;
    private final Buffers buffers;
    private final Set<Connection> watched = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param nanos   a monotonic clock
    /// @param buffers how many TLS records may be in memory at a time (17 KiB each)
    public Wire(LongSupplier nanos, int buffers) {
        this.nanos = nanos;
        this.buffers = new Buffers(buffers);
        Thread.ofVirtual().name("wire-watchdog").start(this::watch);
    }

    /// Buffers lent at this moment; 0 when every connection is idle.
    public int lentBuffers() {
        return buffers.lent();
    }

    /// Ends the watchdog; listeners are closed before.
    @Override
    public void close() {
        closed.countDown();
    }

    Buffers buffers() {
        return buffers;
    }

    LongSupplier nanos() {
        return nanos;
    }

    void watch(Connection connection) {
        watched.add(connection);
    }

    void unwatch(Connection connection) {
        watched.remove(connection);
    }

    int watched() {
        return watched.size();
    }

    void sweep() {
        watched.forEach(Connection::cutIfOverdue);
    }

    private void watch() {
        try {
            while (!closed.await(SWEEP_MILLIS, TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
