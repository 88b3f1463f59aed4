package org.letterlock.mailbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.StoreException;

/// One commit: a log entry, a new head when one is due, and the deletions that go with them, in one
/// batch. Used once, under the writer lock.
final class Commit {
    private static final int STAGE_AT_ONCE = 256;

    private final Records records;
    private final Options options;
    private final Mids mids;
    private final KeyLease lease;
    private final State state;
    private final long sequence;

    Commit(Records records, Options options, Mids mids, KeyLease lease, State state) {
        this.records = records;
        this.options = options;
        this.mids = mids;
        this.lease = lease;
        this.state = state;
        this.sequence = state.sequence() + 1;
    }

    /// Commits what is planned.
    ///
    /// @return the new state, or null if another owner of the mailbox has committed before
    /// @throws Undecided if it is not known whether the commit is durable
    @Nullable
    State submit(Draft draft) throws KeyUnavailableException.Expired {
        var added = added(draft.ops());
        var inFlight = mids.inFlight().stream()
                .filter(mid -> !added.contains(mid) && mid < draft.counters().nextMid())
                .toList();
        boolean withHead = sequence - state.headAsOf() >= options.headEvery();
        var entry = withHead
                ? draft.entry(sequence, Place.UNCHAINED, inFlight)
                : draft.entry(state.headAsOf(), state.headTag(), inFlight);
        var batch = new Batch(records.mailbox());
        var wasted = mids.wasted();
        draft.erased().forEach((mid, bytes) -> erase(batch, mid, ContentWriter.maxPieces(bytes)));
        wasted.forEach(mid -> Orphans.erase(records, batch, mid));
        var next = submit(batch, entry, withHead, state.manifest(), draft.folders());
        if (next != null) {
            mids.settle(added);
            mids.cleared(wasted);
        }
        return next;
    }

    /// Commits new pages: they are staged, then a head names them, and with it go the old pages and the
    /// log that is in them.
    @Nullable
    State submit(PageWriter.Written written) throws KeyUnavailableException.Expired {
        for (int from = 0; from < written.pages().size(); from += STAGE_AT_ONCE) {
            int to = Math.min(written.pages().size(), from + STAGE_AT_ONCE);
            records.engine().stage(written.pages().subList(from, to));
        }
        var batch = new Batch(records.mailbox());
        written.replaced().forEach(key -> batch.delete(key.kind(), key.id()));
        for (long old = state.manifest().asOf(); old < written.manifest().asOf(); old++) {
            batch.delete(Kind.LOG, RecordId.of(old));
        }
        var inFlight = mids.inFlight().stream()
                .filter(mid -> mid < state.counters().nextMid())
                .toList();
        var entry =
                new Entry(sequence, Place.UNCHAINED, state.counters(), inFlight, null, List.of(), List.of(), List.of());
        return submit(batch, entry, true, written.manifest(), state.folders());
    }

    private @Nullable State submit(Batch batch, Entry entry, boolean withHead, Manifest manifest, Folders folders)
            throws KeyUnavailableException.Expired {
        byte[] plaintext = entry.encode();
        var sealed = records.sealEntry(lease, sequence, state.tag(), plaintext);
        batch.put(Kind.LOG, records.entry(sequence).id(), sealed);
        var base = manifest == state.manifest()
                ? state
                : state.withHead(state.headAsOf(), state.headTag(), manifest, Tail.EMPTY);
        var next = base.after(entry, sealed.tag(), plaintext.length).with(folders);
        if (withHead) {
            var head = sealedHead(next);
            batch.put(Kind.HEAD, records.head().id(), head);
            next = next.withHead(sequence, head.tag(), manifest, next.tail());
        }
        return committed(batch, sealed) ? next : null;
    }

    private Sealed sealedHead(State next) throws KeyUnavailableException.Expired {
        var folders = next.folders().all().stream().map(Folders.Entry::folder).toList();
        var head = new Head(sequence, next.tag(), next.counters(), next.keywords(), folders, next.manifest());
        return records.sealHead(lease, sequence, head.encode());
    }

    private boolean committed(Batch batch, Sealed entry) {
        return switch (outcome(batch)) {
            case Outcome.Committed _ -> true;
            case Outcome.Conflict _ -> false;
            case Outcome.Uncertain(var cause) -> resolve(entry, cause);
        };
    }

    private Outcome outcome(Batch batch) {
        try {
            return records.engine().submit(state.sequence(), batch);
        } catch (StoreException.Full | StoreException.Closed e) {
            throw e;
        } catch (StoreException e) {
            return new Outcome.Uncertain(e);
        }
    }

    /// Asks the store whether the entry is there.
    private boolean resolve(Sealed entry, Exception cause) {
        RecordEngine engine = records.engine();
        @Nullable Sealed found;
        long version;
        try {
            version = engine.version(records.mailbox());
            found = records.read(records.entry(sequence));
        } catch (StoreException e) {
            e.addSuppressed(cause);
            throw new Undecided(e);
        }
        if (version == state.sequence()) {
            throw new StoreException("the commit was not carried out", cause);
        }
        return found != null && found.tag().equals(entry.tag());
    }

    private void erase(Batch batch, long mid, int pieces) {
        batch.delete(Kind.KEY, records.messageKey(mid).id());
        for (int piece = 0; piece < pieces; piece++) {
            batch.delete(Kind.CONTENT, records.piece(mid, piece).id());
        }
    }

    private static Set<Long> added(List<Op> ops) {
        var added = new HashSet<Long>();
        for (var op : ops) {
            if (op instanceof Op.Add add) {
                add.rows().forEach(row -> added.add(row.mid()));
            }
        }
        return added;
    }
}
