package org.letterlock.rocksdb;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.letterlock.store.StoreException;

/// A few platform threads for native calls that may block: those pin a virtual thread to its carrier,
/// and with as many of them as there are cores nothing else would run. Thread-safe.
final class PlatformThreads implements AutoCloseable {
    private final ExecutorService pool;

    PlatformThreads(int threads) {
        pool = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform().name("letterlock-store-", 0).daemon(true).factory());
    }

    static boolean isHere() {
        return !Thread.currentThread().isVirtual();
    }

    /// Runs `work` here if this is a platform thread, else on one of the pool.
    <T> T run(Supplier<T> work) {
        if (isHere()) {
            return work.get();
        }
        try {
            return await(CompletableFuture.supplyAsync(work, pool));
        } catch (RejectedExecutionException closed) {
            throw new StoreException.Closed();
        }
    }

    /// Waits for a result, uninterruptibly, and throws what the work threw.
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CancellationException cancelled) {
            throw new StoreException.Closed();
        } catch (CompletionException failure) {
            switch (failure.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw failure;
            }
        }
    }

    /// Waits for the work that has begun.
    @Override
    public void close() {
        pool.close();
    }
}
