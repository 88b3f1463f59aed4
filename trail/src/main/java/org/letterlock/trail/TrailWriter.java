package org.letterlock.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Changes;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.StoreException;

/// The trail's only writer: one virtual thread that puts everything which waits into one commit, so
/// that many concurrent calls share a sync. Events are numbered and chained in the order in which
/// they were submitted.
final class TrailWriter implements AutoCloseable {
    private static final int MAX_GROUP = 512;
    private static final int MAX_GROUP_CHARACTERS = 4 << 20;
    private static final Entry LAST = new Entry(List.of(), changes -> {});

    private final GuardedPartition partition;
    private final EventSeal seal;
    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock gate = new ReentrantLock();
    private final Thread thread;
    private boolean closed;
    private volatile ChainEnd end;

    TrailWriter(GuardedPartition partition, EventSeal seal, ChainEnd end) {
        this.partition = partition;
        this.seal = seal;
        this.end = end;
        this.thread = Thread.ofVirtual().name("trail-writer").start(this::run);
    }

    /// The last durable event.
    ChainEnd end() {
        return end;
    }

    void submit(Entry entry) {
        gate.lock();
        try {
            if (closed) {
                throw new StoreException("trail: closed");
            }
            waiting.add(entry);
        } finally {
            gate.unlock();
        }
    }

    private void run() {
        try {
            boolean open = true;
            while (open) {
                var group = new ArrayList<Entry>();
                open = collect(group);
                if (!group.isEmpty()) {
                    commit(group);
                }
            }
        } finally {
            refuseTheRest();
        }
    }

    /// However the writer ends, nobody waits for ever.
    private void refuseTheRest() {
        gate.lock();
        try {
            closed = true;
            for (var entry = waiting.poll(); entry != null; entry = waiting.poll()) {
                entry.failed(new StoreException("trail: closed"));
            }
        } finally {
            gate.unlock();
        }
    }

    /// Waits for an entry and takes what else waits, within the group's bounds. False: no entry
    /// will follow.
    private boolean collect(List<Entry> group) {
        int characters = 0;
        try {
            for (var entry = waiting.take(); entry != null; entry = waiting.poll()) {
                if (entry == LAST) {
                    return false;
                }
                group.add(entry);
                characters += entry.size();
                if (group.size() >= MAX_GROUP || characters >= MAX_GROUP_CHARACTERS) {
                    break;
                }
            }
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the trail's writer", e);
        }
    }

    private void commit(List<Entry> group) {
        try {
            var next = new ChainEnd[] {end};
            partition.commit(changes -> next[0] = write(changes, group));
            end = next[0];
            group.forEach(Entry::done);
        } catch (RuntimeException | Error e) {
            group.forEach(entry -> entry.failed(e));
        }
    }

    private ChainEnd write(Changes changes, List<Entry> group) {
        var last = end;
        for (var entry : group) {
            entry.change().accept(changes);
            for (var event : entry.events()) {
                long sequence = last.sequence() + 1;
                Sealed sealed = seal.seal(sequence, changes.version(), last.tag(), event);
                changes.append(seal.key(sequence).id(), sealed);
                last = new ChainEnd(sequence, sealed.tag());
            }
        }
        if (last != end) {
            changes.attach(last.encode());
        }
        return last;
    }

    /// Writes what waits, then stops.
    @Override
    public void close() {
        gate.lock();
        try {
            if (!closed) {
                closed = true;
                waiting.add(LAST);
            }
        } finally {
            gate.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
