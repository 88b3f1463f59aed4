package org.letterlock.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;

/// An engine that fails when told to. Thread-safe, if the engine within is.
public final class FaultyEngine implements RecordEngine {
    /// What the next submits meet, until another fault is set.
    public enum Fault {
        NONE,
        /// Stage and submit find no space.
        FULL,
        /// The submit is carried out, but its answer is lost.
        ANSWER_LOST,
        /// The submit is lost, and nobody can tell.
        SUBMIT_LOST,
        /// The submit is carried out, its answer is lost, and reads fail as well.
        ALL_LOST
    }

    private final RecordEngine engine;
    private volatile Fault fault = Fault.NONE;

    public FaultyEngine(RecordEngine engine) {
        this.engine = engine;
    }

    public void fail(Fault next) {
        fault = next;
    }

    @Override
    public Outcome submit(long expected, Batch batch) {
        return switch (fault) {
            case NONE -> engine.submit(expected, batch);
            case FULL -> throw new StoreException.Full("no space, as told");
            case SUBMIT_LOST -> new Outcome.Uncertain(new IOException("submit lost, as told"));
            case ANSWER_LOST, ALL_LOST -> {
                Outcome lost = engine.submit(expected, batch);
                yield new Outcome.Uncertain(
                        new IOException("lost, as told: " + lost.getClass().getSimpleName()));
            }
        };
    }

    @Override
    public void stage(List<StoredRecord> records) {
        checkReadable();
        if (fault == Fault.FULL) {
            throw new StoreException.Full("no space, as told");
        }
        engine.stage(records);
    }

    @Override
    public List<@Nullable Sealed> read(List<RecordKey> keys) {
        checkReadable();
        return engine.read(keys);
    }

    @Override
    public void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        checkReadable();
        engine.scan(partition, kind, from, to, sink);
    }

    @Override
    public long version(UUID partition) {
        checkReadable();
        return engine.version(partition);
    }

    @Override
    public void partitions(Kind kind, Predicate<UUID> sink) {
        checkReadable();
        engine.partitions(kind, sink);
    }

    @Override
    public List<String> verify() {
        return engine.verify();
    }

    @Override
    public Map<String, String> stats() {
        return engine.stats();
    }

    @Override
    public void close() {
        engine.close();
    }

    private void checkReadable() {
        if (fault == Fault.ALL_LOST) {
            throw new StoreException("unreadable, as told");
        }
    }
}
