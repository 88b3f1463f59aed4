package org.letterlock.keyring;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The answer to one KMS call that runs on a thread of its own, so that those who wait for it can
/// stop waiting. The first of value, denial and running out of time stands. Thread-safe.
final class Pending<T> {
    private sealed interface Answer<T> {}

    private record Granted<T>(T value) implements Answer<T> {}

    private record Denied<T>(KeyUnavailableException why, long at) implements Answer<T> {}

    private final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    private final LongSupplier nanos;
    private final long deadline;

    /// @param nanos  the clock by which a denial's age is told
    /// @param within how long anybody waits, in real nanoseconds from now
    Pending(LongSupplier nanos, long within) {
        this.nanos = nanos;
        this.deadline = System.nanoTime() + within;
    }

    /// False if something else stands already.
    boolean grant(T value) {
        return answer.complete(new Granted<>(value));
    }

    boolean deny(KeyUnavailableException why) {
        return answer.complete(new Denied<>(why, nanos.getAsLong()));
    }

    T await() throws KeyUnavailableException {
        try {
            return valueOf(answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            deny(new KeyUnavailableException.Unreachable("the KMS has not answered in time", e));
            return valueOf(answer.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyUnavailableException.Unreachable("interrupted while waiting for the KMS", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never completes exceptionally", e);
        }
    }

    private static <T> T valueOf(Answer<T> answer) throws KeyUnavailableException {
        return switch (answer) {
            case Granted<T> granted -> granted.value();
            case Denied<T> denied -> throw denied.why().again();
        };
    }

    boolean open() {
        return !answer.isDone();
    }

    /// The value, if it was granted.
    @Nullable
    T value() {
        return answer.isDone() && answer.join() instanceof Granted<T> granted ? granted.value() : null;
    }

    /// How many nanoseconds ago it was denied; 0 if it was not.
    long deniedFor() {
        return answer.isDone() && answer.join() instanceof Denied<T> denied ? nanos.getAsLong() - denied.at() : 0;
    }
}
