package org.letterlock.wire;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of messages in flight the whole server holds in memory at a time. Thread-safe; never
/// waits.
public final class Budget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public Budget(long limit) {
        this.limit = limit;
    }

    public long used() {
        return used.get();
    }

    /// An empty share, for one literal or message; closing it gives back all that it took.
    public Share open() {
        return new Share();
    }

    private boolean take(long bytes) {
        for (long now = used.get(); bytes <= limit - now; now = used.get()) {
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
        return false;
    }

    /// Of one thread.
    public final class Share implements AutoCloseable {
        private long held;

        private Share() {}

        /// Takes `bytes` more before they are allocated.
        ///
        /// @return false if the budget is exhausted: then nothing was taken, and the peer is told to come
        /// again later
        public boolean tryTake(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes < 0");
            }
            if (!take(bytes)) {
                return false;
            }
            held += bytes;
            return true;
        }

        @Override
        public void close() {
            used.addAndGet(-held);
            held = 0;
        }
    }
}
