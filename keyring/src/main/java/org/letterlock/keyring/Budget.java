package org.letterlock.keyring;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// One organization's share of KMS calls ([KmsLimits]): two semaphores, and a token bucket for
/// jobs. A call keeps its permit until the KMS has really answered, so that calls into a hanging
/// KMS stay bounded too. Thread-safe.
final class Budget {
    private final KmsLimits limits;
    private final LongSupplier nanos;
    private final Semaphore all;
    private final Semaphore jobs;
    private double tokens;
    private long filledAt;

    Budget(KmsLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.all = new Semaphore(limits.concurrent());
        this.jobs = new Semaphore(limits.jobConcurrent());
        this.tokens = limits.jobBurst();
        this.filledAt = nanos.getAsLong();
    }

    /// Waits for room, at most as long as an answer may take.
    ///
    /// @return gives the room back when closed
    Permit acquire(boolean job) throws KeyUnavailableException.Unreachable {
        if (job && !takeToken()) {
            throw new KeyUnavailableException.Unreachable("the organization's KMS calls for jobs are used up", null);
        }
        if (job) {
            acquire(jobs);
        }
        try {
            acquire(all);
        } catch (KeyUnavailableException.Unreachable e) {
            if (job) {
                jobs.release();
            }
            throw e;
        }
        return () -> {
            all.release();
            if (job) {
                jobs.release();
            }
        };
    }

    private void acquire(Semaphore semaphore) throws KeyUnavailableException.Unreachable {
        try {
            if (!semaphore.tryAcquire(limits.answerWithin().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new KeyUnavailableException.Unreachable("too many KMS calls of the organization wait", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyUnavailableException.Unreachable("interrupted while waiting for the KMS", e);
        }
    }

    private synchronized boolean takeToken() {
        long now = nanos.getAsLong();
        double earned = Math.max(0, now - filledAt) * (double) limits.jobPerSecond() / 1e9;
        tokens = Math.min(limits.jobBurst(), tokens + earned);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /// Room for one call.
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }
}
