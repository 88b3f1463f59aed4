package org.letterlock.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;

/// Keeps everything on the heap and forgets it on close: for tests, and for a server that is shown and
/// thrown away.
///
/// Thread-safe and lock-free for readers, which may see a part of a batch that is being submitted;
/// writers of one partition wait for each other. Memory is bounded by what is put in: nothing is
/// evicted.
public final class MemoryEngine implements RecordEngine {
    final ConcurrentSkipListMap<RecordKey, Sealed> records = new ConcurrentSkipListMap<>();
    final ConcurrentHashMap<UUID, Long> versions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Override
    public List<@Nullable Sealed> read(List<RecordKey> keys) {
        checkOpen();
        return keys.stream().<@Nullable Sealed>map(records::get).toList();
    }

    @Override
    public void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        checkOpen();
        var tail = records.tailMap(new RecordKey(partition, kind, from), true);
        for (Map.Entry<RecordKey, Sealed> entry : tail.entrySet()) {
            RecordKey key = entry.getKey();
            boolean inside = key.partition().equals(partition)
                    && key.kind() == kind
                    && (to == null || key.id().compareTo(to) < 0);
            if (!inside || !sink.test(new StoredRecord(key, entry.getValue()))) {
                return;
            }
        }
    }

    @Override
    public void stage(List<StoredRecord> staged) {
        checkOpen();
        staged.forEach(record -> records.put(record.key(), record.value()));
    }

    @Override
    public Outcome submit(long expected, Batch batch) {
        checkOpen();
        var outcome = new Outcome[] {new Outcome.Conflict(0)};
        versions.compute(batch.partition(), (partition, known) -> {
            long actual = known == null ? 0 : known;
            if (actual != expected) {
                outcome[0] = new Outcome.Conflict(actual);
                return known;
            }
            batch.deletes().forEach(records::remove);
            stage(batch.puts());
            outcome[0] = new Outcome.Committed(expected + 1);
            return expected + 1;
        });
        return outcome[0];
    }

    @Override
    public long version(UUID partition) {
        checkOpen();
        return versions.getOrDefault(partition, 0L);
    }

    @Override
    public void partitions(Kind kind, Predicate<UUID> sink) {
        checkOpen();
        @Nullable UUID at = new UUID(0, 0);
        while (at != null) {
            RecordKey found = records.ceilingKey(new RecordKey(at, kind, RecordId.of()));
            if (found == null) {
                return;
            }
            boolean here = found.partition().equals(at);
            if (here && found.kind() == kind && !sink.test(at)) {
                return;
            }
            at = here ? RecordKey.partitionAfter(at) : found.partition();
        }
    }

    @Override
    public List<String> verify() {
        checkOpen();
        return List.of();
    }

    @Override
    public Map<String, String> stats() {
        checkOpen();
        var stats = new LinkedHashMap<String, String>();
        stats.put("engine", "memory");
        stats.put("partitions", Integer.toString(versions.size()));
        stats.put("records", Integer.toString(records.size()));
        return stats;
    }

    @Override
    public void close() {
        closed = true;
        records.clear();
        versions.clear();
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreException.Closed();
        }
    }
}
