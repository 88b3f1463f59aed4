package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// An engine that can be full, or lose the records of a kind.
final class FaultyEngine implements RecordEngine {
    private final MemoryEngine memory = new MemoryEngine();
    volatile boolean full;
    private volatile @Nullable Kind lost;

    void lose(UUID partition, Kind kind) {
        boolean[] any = {false};
        memory.scan(partition, kind, RecordId.of(), null, record -> {
            any[0] = true;
            return false;
        });
        if (!any[0]) {
            throw new IllegalStateException("there is no " + kind + " to lose");
        }
        lost = kind;
    }

    @Override
    public List<@Nullable Sealed> read(List<RecordKey> keys) {
        return memory.read(keys);
    }

    @Override
    public void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        if (kind != lost) {
            memory.scan(partition, kind, from, to, sink);
        }
    }

    @Override
    public void stage(List<StoredRecord> records) {
        memory.stage(records);
    }

    @Override
    public Outcome submit(long expected, Batch batch) {
        if (full) {
            throw new StoreException.Full("no space left", new IllegalStateException("full"));
        }
        return memory.submit(expected, batch);
    }

    @Override
    public long version(UUID partition) {
        return memory.version(partition);
    }

    @Override
    public void partitions(Kind kind, Predicate<UUID> sink) {
        memory.partitions(kind, sink);
    }

    @Override
    public List<String> verify() {
        return memory.verify();
    }

    @Override
    public Map<String, String> stats() {
        return memory.stats();
    }

    @Override
    public void close() {
        memory.close();
    }
}
