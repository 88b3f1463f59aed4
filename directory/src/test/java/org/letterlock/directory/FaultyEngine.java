package org.letterlock.directory;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// An engine that dies at its n-th submit, just before or just after it is carried out, and answers
/// nothing any more: for its owner as if the process had been killed there.
final class FaultyEngine implements RecordEngine {
    private final RecordEngine engine;
    private final boolean after;
    private int left;

    FaultyEngine(RecordEngine engine, int submits, boolean after) {
        this.engine = engine;
        this.left = submits;
        this.after = after;
    }

    boolean dead() {
        return left <= 0;
    }

    private RecordEngine alive() {
        if (dead()) {
            throw new StoreException("dead on purpose");
        }
        return engine;
    }

    @Override
    public synchronized Outcome submit(long expected, Batch batch) {
        var target = alive();
        left--;
        if (!dead()) {
            return target.submit(expected, batch);
        }
        if (after) {
            target.submit(expected, batch);
        }
        throw new StoreException("dies on purpose");
    }

    @Override
    public synchronized List<@Nullable Sealed> read(List<RecordKey> keys) {
        return alive().read(keys);
    }

    @Override
    public synchronized void scan(
            UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        alive().scan(partition, kind, from, to, sink);
    }

    @Override
    public synchronized void stage(List<StoredRecord> records) {
        alive().stage(records);
    }

    @Override
    public synchronized long version(UUID partition) {
        return alive().version(partition);
    }

    @Override
    public synchronized void partitions(Kind kind, Predicate<UUID> sink) {
        alive().partitions(kind, sink);
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
    public void close() {}
}
