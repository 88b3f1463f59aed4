package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;
import org.letterlock.store.StoredRecord;

/// Reads a mailbox's state from its head and log, and checks that they are the latest and whole:
///
/// - the engine's version says how many entries there were; each from the manifest's sequence to that
///   one must be there and open after the one before it;
/// - the last entry names the head that is valid with it, so an older head put back shows;
/// - the head names the tag of the entry that it goes with, so a head of another history shows.
///
/// A mailbox put back as a whole to an older state does not show here.
final class Opening {
    private static final int ATTEMPTS = 5;

    private final Records records;
    private final KeyLease lease;

    Opening(Records records, KeyLease lease) {
        this.records = records;
        this.lease = lease;
    }

    /// @param inFlight message ids that were being staged when the last entry was made
    record Opened(State state, List<Long> inFlight) {}

    /// The state, or null if there is no such mailbox.
    @Nullable
    Opened read() throws KeyUnavailableException.Expired, TamperedException {
        for (int attempt = 1; ; attempt++) {
            long version = records.engine().version(records.mailbox());
            try {
                return version == 0 ? nothing() : at(version);
            } catch (TamperedException e) {
                // Another owner may have committed between two reads.
                if (attempt == ATTEMPTS || records.engine().version(records.mailbox()) == version) {
                    throw e;
                }
            }
        }
    }

    private @Nullable Opened nothing() throws TamperedException {
        if (records.read(records.head()) != null) {
            throw new TamperedException("the mailbox has a head, but no version");
        }
        return null;
    }

    private Opened at(long version) throws KeyUnavailableException.Expired, TamperedException {
        var sealedHead = records.read(records.head());
        if (sealedHead == null) {
            throw new TamperedException("the head is missing");
        }
        var head = Head.decode(records.openHead(lease, sealedHead));
        if (head.asOf() != sealedHead.version()
                || head.asOf() > version
                || head.manifest().asOf() > head.asOf()) {
            throw new TamperedException("the head as of " + head.asOf() + " does not fit version " + version);
        }
        var entries = entries(head.manifest().asOf(), version);
        return replay(head, sealedHead.tag(), entries);
    }

    private List<Sealed> entries(long first, long version) throws TamperedException {
        var found = new ArrayList<StoredRecord>();
        records.engine().scan(records.mailbox(), Kind.LOG, RecordId.of(first), null, found::add);
        var entries = new ArrayList<Sealed>();
        long expected = first;
        for (var record : found) {
            if (!record.key().id().equals(RecordId.of(expected)) || expected > version) {
                break;
            }
            entries.add(record.value());
            expected++;
        }
        if (expected <= version) {
            throw new TamperedException("log entry " + expected + " is missing");
        }
        if (found.size() > entries.size()) {
            throw new TamperedException("there is a log entry after " + version + ", the last");
        }
        return entries;
    }

    private Opened replay(Head head, RecordId headTag, List<Sealed> entries)
            throws KeyUnavailableException.Expired, TamperedException {
        var manifest = head.manifest();
        long sequence = manifest.asOf();
        var before = manifest.before();
        var state = start(head, headTag);
        RecordId lastBefore = before;
        @Nullable Entry last = null;
        for (var sealed : entries) {
            byte[] plaintext = records.openEntry(lease, sequence, before, sealed);
            last = Entry.decode(plaintext);
            if (sequence == head.asOf() && !sealed.tag().equals(head.entryTag())) {
                throw new TamperedException("log entry " + sequence + " is not the one that the head names");
            }
            if (sequence > manifest.asOf()) {
                state = step(state, head, sequence, last, sealed.tag(), plaintext.length);
            }
            lastBefore = before;
            before = sealed.tag();
            sequence++;
        }
        checkHead(head, headTag, sequence - 1, last);
        var opened = new State(
                sequence - 1,
                before,
                lastBefore,
                head.asOf(),
                headTag,
                state.counters(),
                state.keywords(),
                state.folders(),
                manifest,
                state.tail());
        return new Opened(opened, last == null ? List.of() : last.inFlight());
    }

    /// The head's own state, with an empty tail, standing at the manifest's sequence.
    private static State start(Head head, RecordId headTag) {
        var folders = Folders.NONE;
        for (var folder : head.folders()) {
            folders = folders.with(folder, null);
        }
        var manifest = head.manifest();
        return new State(
                manifest.asOf(),
                manifest.before(),
                manifest.before(),
                head.asOf(),
                headTag,
                head.counters(),
                head.keywords(),
                folders,
                manifest,
                Tail.EMPTY);
    }

    /// Entries up to the head's are in its tables already: only their rows count.
    private static State step(State state, Head head, long sequence, Entry entry, RecordId tag, int bytes) {
        if (sequence > head.asOf()) {
            return state.after(entry, tag, bytes);
        }
        return new State(
                sequence,
                tag,
                state.tag(),
                state.headAsOf(),
                state.headTag(),
                state.counters(),
                state.keywords(),
                state.folders(),
                state.manifest(),
                state.tail().plus(sequence, entry, bytes));
    }

    private static void checkHead(Head head, RecordId headTag, long sequence, @Nullable Entry last)
            throws TamperedException {
        boolean named = last != null
                && last.headAsOf() == head.asOf()
                && (sequence == head.asOf() || last.headTag().equals(headTag));
        if (!named) {
            throw new TamperedException(
                    "the head as of " + head.asOf() + " is not the one that log entry " + sequence + " names");
        }
    }
}
