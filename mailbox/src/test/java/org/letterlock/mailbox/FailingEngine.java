package org.letterlock.mailbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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

/// An engine that breaks at its n-th call and stays broken. Counts syncs; can hold them up.
final class FailingEngine implements RecordEngine {
    /// How the call that breaks ends.
    enum Manner {
        /// It does nothing.
        BEFORE,
        /// It does its work, and the answer is lost.
        AFTER,
        /// Of what was to be staged, the first half is there.
        HALF
    }

    private final RecordEngine engine;
    private final AtomicInteger left;
    private final Manner manner;
    final AtomicInteger submits = new AtomicInteger();
    /// Runs before each submit.
    volatile Runnable beforeSubmit = () -> {};

    FailingEngine(RecordEngine engine, int calls, Manner manner) {
        this.engine = engine;
        this.left = new AtomicInteger(calls);
        this.manner = manner;
    }

    boolean broken() {
        return left.get() < 0;
    }

    private boolean breaksNow() {
        int rest = left.decrementAndGet();
        if (rest < -1) {
            throw new StoreException("broken", new IllegalStateException("as told"));
        }
        return rest == -1;
    }

    private StoreException broke() {
        return new StoreException("breaks now", new IllegalStateException("as told"));
    }

    @Override
    public Outcome submit(long expected, Batch batch) {
        boolean breaks = breaksNow();
        if (breaks && manner != Manner.AFTER) {
            throw broke();
        }
        beforeSubmit.run();
        submits.incrementAndGet();
        var outcome = engine.submit(expected, batch);
        return breaks ? new Outcome.Uncertain(broke()) : outcome;
    }

    @Override
    public void stage(List<StoredRecord> records) {
        boolean breaks = breaksNow();
        if (!breaks || manner == Manner.AFTER) {
            engine.stage(records);
        } else if (manner == Manner.HALF) {
            engine.stage(records.subList(0, records.size() / 2));
        }
        if (breaks) {
            throw broke();
        }
    }

    @Override
    public List<@Nullable Sealed> read(List<RecordKey> keys) {
        if (breaksNow()) {
            throw broke();
        }
        return engine.read(keys);
    }

    @Override
    public void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        if (breaksNow()) {
            throw broke();
        }
        engine.scan(partition, kind, from, to, sink);
    }

    @Override
    public long version(UUID partition) {
        if (breaksNow()) {
            throw broke();
        }
        return engine.version(partition);
    }

    @Override
    public void partitions(Kind kind, Predicate<UUID> sink) {
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
}
