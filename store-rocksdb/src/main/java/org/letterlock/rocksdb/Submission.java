package org.letterlock.rocksdb;

import java.util.concurrent.CompletableFuture;
import org.letterlock.store.Batch;
import org.letterlock.store.Outcome;

/// A submit that waits for the [Committer].
record Submission(long expected, Batch batch, CompletableFuture<Outcome> outcome) {
    Submission(long expected, Batch batch) {
        this(expected, batch, new CompletableFuture<>());
    }

    long bytes() {
        return batch.puts().stream().mapToLong(put -> put.value().size()).sum();
    }
}
