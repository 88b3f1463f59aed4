package org.letterlock.trail;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.letterlock.store.Changes;
import org.letterlock.store.StoreException;

/// Events, and the change that they tell of, on their way to the disk.
public final class Entry {
    private final List<String> events;
    private final Consumer<Changes> change;
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();

    Entry(List<String> events, Consumer<Changes> change) {
        this.events = events;
        this.change = change;
    }

    List<String> events() {
        return events;
    }

    Consumer<Changes> change() {
        return change;
    }

    int size() {
        return events.stream().mapToInt(String::length).sum();
    }

    void done() {
        outcome.complete(null);
    }

    void failed(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    /// Returns when events and change are durable.
    ///
    /// @throws StoreException if they are not written
    public void await() {
        try {
            outcome.join();
        } catch (CompletionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new StoreException("trail: the event was not written", cause);
        }
    }
}
