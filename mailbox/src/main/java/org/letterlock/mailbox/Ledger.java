package org.letterlock.mailbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.StoreException;

/// The one object of this process that orders a mailbox's writers. Who comes first commits for all that
/// wait: the others find their request done when they get the lock.
///
/// Thread-safe. The lock is held while the store is read and written, never while a listener or a
/// client is spoken to.
final class Ledger {
    private static final Logger LOG = System.getLogger(Ledger.class.getName());
    private static final int ATTEMPTS = 5;

    private final Records records;
    private final Compression compression;
    private final InstantSource clock;
    private final Options options;
    private final Holders holders;
    private final LastPage lastPage;
    private final Mids mids = new Mids();
    private final Listeners listeners = new Listeners();
    private final Queue<Turn<?>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    /// No new pages before this sequence: the last attempt met a page that does not open.
    private long pagesNotBefore;

    /// @param onIdle called when nothing of the mailbox is decrypted any more; it must not block
    Ledger(
            Records records,
            Compression compression,
            InstantSource clock,
            Options options,
            Budget budget,
            Runnable onIdle) {
        this.holders = new Holders(budget, onIdle);
        this.lastPage = new LastPage(holders);
        this.records = records;
        this.compression = compression;
        this.clock = clock;
        this.options = options;
    }

    Records records() {
        return records;
    }

    Holders holders() {
        return holders;
    }

    LastPage lastPage() {
        return lastPage;
    }

    Mids mids() {
        return mids;
    }

    Listeners listeners() {
        return listeners;
    }

    /// How many requests wait for their turn.
    int waiting() {
        return queue.size();
    }

    /// The latest durable state.
    ///
    /// @throws Refused NONEXISTENT if there is no such mailbox
    State state(KeyLease lease) throws KeyUnavailableException, Refused, TamperedException {
        holders.enter(lease);
        var known = holders.state();
        if (known == null) {
            lock.lock();
            try {
                known = loaded(lease);
            } finally {
                lock.unlock();
            }
        }
        lease.check();
        return known;
    }

    /// The latest durable state with the rows of one folder, if there is such a folder.
    State withRows(KeyLease lease, long folder) throws KeyUnavailableException, Refused, TamperedException {
        var known = state(lease);
        var inMemory = known.folders().get(folder);
        if (inMemory == null || inMemory.rows() != null) {
            if (inMemory != null) {
                holders.charge(inMemory);
            }
            return known;
        }
        lock.lock();
        try {
            known = loaded(lease);
            var entry = known.folders().get(folder);
            if (entry != null && entry.rows() == null) {
                var rows = new RowReader(records, lease).rows(known, folder);
                known = known.with(known.folders().with(entry.folder(), rows));
                holders.publish(known);
            }
        } finally {
            lock.unlock();
        }
        lease.check();
        return known;
    }

    /// Forgets the decrypted state if the store has moved on: another owner has committed.
    void refresh(KeyLease lease) throws KeyUnavailableException, Refused, TamperedException {
        var known = state(lease);
        if (records.engine().version(records.mailbox()) > known.sequence()) {
            lock.lock();
            try {
                if (holders.state() == known) {
                    reload();
                    loaded(lease);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// Carries out `request` in the next commit, alone or with others, and returns when that is durable.
    <T> T commit(KeyLease lease, long origin, Request<T> request)
            throws KeyUnavailableException, Refused, TamperedException {
        holders.enter(lease);
        var turn = new Turn<>(request, lease, origin);
        queue.add(turn);
        lock.lock();
        try {
            while (!turn.done()) {
                lead();
            }
        } finally {
            lock.unlock();
        }
        return turn.result();
    }

    /// Walks all records of the mailbox. If commits come between, what was found wrong may only have
    /// been replaced: it is done again, the last time with the writers waiting.
    Mailboxes.Verification verify(SealedContent.Leases leases) throws KeyUnavailableException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            long before = records.engine().version(records.mailbox());
            var found = new Verify(records, compression, leases, mids.inFlight()).run();
            boolean clean = found.problems().isEmpty() && found.garbage().isEmpty();
            if (clean || records.engine().version(records.mailbox()) == before) {
                return found;
            }
        }
        lock.lock();
        try {
            return new Verify(records, compression, leases, mids.inFlight()).run();
        } finally {
            lock.unlock();
        }
    }

    /// Makes one commit of what waits.
    private void lead() {
        var turns = new ArrayList<Turn<?>>();
        try {
            for (int attempt = 1; !attempt(turns); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new Refused(Refused.Code.UNAVAILABLE, "the mailbox is in use elsewhere, try again later");
                }
            }
        } catch (KeyUnavailableException | Refused | TamperedException | RuntimeException e) {
            // What is in memory may be ahead of the store or behind it.
            holders.publish(null);
            turns.stream().filter(turn -> !turn.done()).forEach(turn -> turn.fail(e));
        }
    }

    /// @return false if another owner came first
    private boolean attempt(List<Turn<?>> turns) throws KeyUnavailableException, Refused, TamperedException {
        if (turns.isEmpty()) {
            turns.add(queue.remove());
        }
        var lease = turns.getFirst().lease();
        var state = condensed(lease, loaded(lease));
        var draft = plan(state, lease, turns);
        if (draft.changesNothing()) {
            holders.publish(state.with(draft.folders()));
            turns.forEach(Turn::finish);
            return true;
        }
        var commit = new Commit(records, options, mids, lease, state);
        var next = commit.submit(draft);
        if (next == null) {
            reload();
            return false;
        }
        holders.publish(next);
        listeners.tell(Listeners.changes(turns, next.sequence()));
        turns.forEach(Turn::finish);
        return true;
    }

    private Draft plan(State state, KeyLease lease, List<Turn<?>> turns) {
        var draft =
                new Draft(state, new RowReader(records, lease), clock.instant().getEpochSecond());
        for (var turn : turns) {
            turn.again();
            turn.plan(draft);
        }
        long bytes = draft.ops().stream().mapToLong(Op::weight).sum();
        while (bytes < options.groupBytes()) {
            var turn = queue.poll();
            if (turn == null) {
                break;
            }
            turns.add(turn);
            turn.plan(draft);
            bytes += turn.ops().stream().mapToLong(Op::weight).sum();
        }
        return draft;
    }

    /// The state, from memory or from the store. Under the lock.
    private State loaded(KeyLease lease) throws KeyUnavailableException, Refused, TamperedException {
        var known = holders.state();
        if (known != null) {
            return known;
        }
        var opened = new Opening(records, lease).read();
        if (opened == null) {
            throw new Refused(Refused.Code.NONEXISTENT, "no such mailbox");
        }
        mids.orphaned(Orphans.find(records, opened));
        holders.publish(opened.state());
        return opened.state();
    }

    private void reload() {
        holders.publish(null);
        mids.forget();
    }

    /// Writes pages when the log has grown long; a commit comes after that, never between the crash of
    /// an attempt and its repetition, so that the repetition makes the same pages.
    private State condensed(KeyLease lease, State state) throws KeyUnavailableException, Refused, TamperedException {
        boolean due =
                state.tail().size() > options.tailEntries() || state.tail().bytes() > options.tailBytes();
        if (!due || state.sequence() < pagesNotBefore) {
            return state;
        }
        PageWriter.Written written;
        try {
            written = new PageWriter(records, compression, lease, state).write();
        } catch (TamperedException e) {
            // The pages stay as they are and the log grows on: what is whole stays usable.
            LOG.log(Level.ERROR, "pages of mailbox " + records.mailbox() + " cannot be written anew", e);
            pagesNotBefore = state.sequence() + options.headEvery();
            return state;
        }
        var next = new Commit(records, options, mids, lease, state).submit(written);
        if (next == null) {
            reload();
            throw new StoreException(
                    "another owner of the mailbox has committed", new IllegalStateException("conflict"));
        }
        holders.publish(next);
        return next;
    }
}
