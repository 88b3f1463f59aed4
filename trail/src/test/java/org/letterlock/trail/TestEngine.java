package org.letterlock.trail;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

/// An engine that can be full, slow, uncertain, or lose records.
final class TestEngine implements RecordEngine {
    final MemoryEngine memory = new MemoryEngine();
    final AtomicInteger submits = new AtomicInteger();
    final Set<RecordKey> lost = ConcurrentHashMap.newKeySet();
    volatile boolean full;
    volatile boolean losesAnswers;
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public List<@Nullable Sealed> read(List<RecordKey> keys) {
        return keys.stream()
                .<@Nullable Sealed>map(key ->
                        lost.contains(key) ? null : memory.read(List.of(key)).getFirst())
                .toList();
    }

    @Override
    public void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        memory.scan(partition, kind, from, to, record -> lost.contains(record.key()) || sink.test(record));
    }

    @Override
    public void stage(List<StoredRecord> records) {
        memory.stage(records);
    }

    @Override
    public Outcome submit(long expected, Batch batch) {
        submits.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (full) {
            throw new StoreException.Full("no space left", new IllegalStateException("full"));
        }
        var outcome = memory.submit(expected, batch);
        return losesAnswers ? new Outcome.Uncertain(new IllegalStateException("timed out")) : outcome;
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
