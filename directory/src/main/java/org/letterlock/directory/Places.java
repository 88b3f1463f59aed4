package org.letterlock.directory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets a bounded number of costly computations run at once, in the order in which they came.
/// Thread-safe.
///
/// Familiar callers never wait behind as many strangers as there are places (unless there is only
/// one place), so that a crowd of guessers does not keep them out.
final class Places {
    private static final int MAX_WAITING = 1024;

    private final Semaphore all;
    private final Semaphore strangers;
    private final Duration patience;

    /// @param patience how long a caller waits for a place
    Places(int places, Duration patience) {
        this.all = new Semaphore(places, true);
        this.strangers = new Semaphore(Math.max(1, places - 1), true);
        this.patience = patience;
    }

    /// Empty: no place became free in time, or 1,024 wait already, and nothing was done.
    <T> Optional<T> run(boolean familiar, Supplier<T> work) {
        if (familiar) {
            return in(all, work);
        }
        return in(strangers, () -> in(all, work)).flatMap(done -> done);
    }

    private <T> Optional<T> in(Semaphore semaphore, Supplier<T> work) {
        if (!acquire(semaphore)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            semaphore.release();
        }
    }

    private boolean acquire(Semaphore semaphore) {
        try {
            return semaphore.getQueueLength() < MAX_WAITING
                    && semaphore.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
