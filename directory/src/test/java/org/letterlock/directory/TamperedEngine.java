package org.letterlock.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.letterlock.store.StoredRecord;

/// An engine whose records an intruder has changed on the disk: some are replaced, some are gone.
final class TamperedEngine implements RecordEngine {
    /// By key; null: gone.
    final Map<RecordKey, @Nullable Sealed> forged = new HashMap<>();

    private final RecordEngine engine;

    TamperedEngine(RecordEngine engine) {
        this.engine = engine;
    }

    /// Every record that lies in an engine.
    static Map<RecordKey, Sealed> all(RecordEngine engine) {
        var records = new TreeMap<RecordKey, Sealed>();
        for (var kind : Kind.values()) {
            engine.partitions(kind, partition -> {
                engine.scan(partition, kind, RecordId.of(), null, record -> {
                    records.put(record.key(), record.value());
                    return true;
                });
                return true;
            });
        }
        return records;
    }

    @Override
    public List<@Nullable Sealed> read(List<RecordKey> keys) {
        var values = new ArrayList<@Nullable Sealed>(engine.read(keys));
        for (int i = 0; i < keys.size(); i++) {
            if (forged.containsKey(keys.get(i))) {
                values.set(i, forged.get(keys.get(i)));
            }
        }
        return values;
    }

    @Override
    public void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        engine.scan(partition, kind, from, to, record -> {
            if (!forged.containsKey(record.key())) {
                return sink.test(record);
            }
            var value = forged.get(record.key());
            return value == null || sink.test(new StoredRecord(record.key(), value));
        });
    }

    @Override
    public void partitions(Kind kind, Predicate<UUID> sink) {
        engine.partitions(kind, partition -> {
            var found = new ArrayList<StoredRecord>();
            scan(partition, kind, RecordId.of(), null, found::add);
            return found.isEmpty() || sink.test(partition);
        });
    }

    @Override
    public void stage(List<StoredRecord> records) {
        engine.stage(records);
    }

    @Override
    public Outcome submit(long expected, Batch batch) {
        return engine.submit(expected, batch);
    }

    @Override
    public long version(UUID partition) {
        return engine.version(partition);
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
