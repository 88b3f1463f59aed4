package org.letterlock.wire;

import java.time.Duration;
import java.util.function.LongSupplier;

/// By when a connection's pending read and write must be done. Written by the threads that read and
/// write, looked at by the watchdog.
final class Deadlines {
    private static final long NONE = Long.MAX_VALUE;

    private final LongSupplier nanos;
    private final long origin;
    private volatile long read = NONE;
    private volatile long write = NONE;

    Deadlines(LongSupplier nanos) {
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    /// Nanoseconds since the connection began.
    long now() {
        return nanos.getAsLong() - origin;
    }

    long in(Duration time) {
        return now() + time.toNanos();
    }

    void readBy(long deadline) {
        read = deadline;
    }

    /// Brings the deadline of the pending read forward, as when a record has begun to come.
    void readBySooner(long deadline) {
        read = Math.min(read, deadline);
    }

    void readDone() {
        read = NONE;
    }

    void writeBy(long deadline) {
        write = deadline;
    }

    void writeDone() {
        write = NONE;
    }

    boolean writePending() {
        return write != NONE;
    }

    boolean readOverdue() {
        return now() > read;
    }

    boolean writeOverdue() {
        return now() > write;
    }
}
