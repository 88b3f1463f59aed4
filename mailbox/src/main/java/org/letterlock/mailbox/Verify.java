package org.letterlock.mailbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.SealedStream;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;
import org.letterlock.store.StoreException;

/// One walk over all records of a mailbox as they lie in the store, without what is in memory. Used
/// once.
///
/// What cannot be is a problem; what nothing refers to, as a crash may leave it behind, is garbage.
/// Both are named by opaque numbers only.
final class Verify {
    private final Records records;
    private final Compression compression;
    private final SealedContent.Leases leases;
    private final Set<Long> inFlight;
    private final List<String> problems = new ArrayList<>();
    private final List<String> garbage = new ArrayList<>();
    /// Messages whose content was read.
    private final Set<Long> checked = new HashSet<>();
    /// Each message with its number of pieces; -1 if its summary cannot be read.
    private final TreeMap<Long, Integer> messages = new TreeMap<>();

    /// @param inFlight message ids that are being staged now
    Verify(Records records, Compression compression, SealedContent.Leases leases, List<Long> inFlight) {
        this.records = records;
        this.compression = compression;
        this.leases = leases;
        this.inFlight = new HashSet<>(inFlight);
    }

    Mailboxes.Verification run() throws KeyUnavailableException {
        var state = state();
        if (state == null) {
            return new Mailboxes.Verification(records.mailbox(), 0, 0, problems, garbage);
        }
        int rows = 0;
        var unreadable = new HashSet<Long>();
        for (var entry : state.folders().all()) {
            var read = rows(state, entry.folder());
            if (read == null) {
                unreadable.add(entry.folder().id());
            } else {
                rows += read.size();
                walk(state, entry.folder(), read);
            }
        }
        logs(state);
        pages(state);
        if (unreadable.isEmpty()) {
            contents(state);
        }
        return new Mailboxes.Verification(
                records.mailbox(), state.sequence(), rows, List.copyOf(problems), List.copyOf(garbage));
    }

    private interface Check<T> {
        T run() throws KeyUnavailableException, TamperedException, Refused, IOException;
    }

    /// What `check` gives, or null after its problem was noted.
    private <T> @Nullable T noting(String what, Check<T> check) throws KeyUnavailableException {
        for (int attempt = 1; ; attempt++) {
            try {
                return check.run();
            } catch (KeyUnavailableException.Expired e) {
                if (attempt == 3) {
                    throw e;
                }
            } catch (TamperedException | Refused | StoreException | IOException e) {
                problems.add(what + ": " + e.getMessage());
                return null;
            }
        }
    }

    private @Nullable State state() throws KeyUnavailableException {
        var opened = noting("head and log", () -> {
            var found = new Opening(records, leases.live()).read();
            if (found == null) {
                throw new TamperedException("there is no such mailbox");
            }
            return found;
        });
        return opened == null ? null : opened.state();
    }

    /// The folder's rows; each index page that does not open is named with the UIDs that it held.
    private @Nullable Rows rows(State state, Folder folder) throws KeyUnavailableException {
        long before = problems.size();
        for (long page : state.manifest().of(folder.id()).index().asOf().keySet()) {
            long first = page << RowPage.BITS;
            String what = "folder " + folder.id() + ", UIDs " + Math.max(1, first) + " to " + (first + RowPage.ROWS - 1)
                    + " (index page)";
            noting(what, () -> new RowReader(records, leases.live()).page(state, folder.id(), page));
        }
        return problems.size() > before
                ? null
                : noting("folder " + folder.id(), () -> new RowReader(records, leases.live()).rows(state, folder.id()));
    }

    private void walk(State state, Folder folder, Rows rows) throws KeyUnavailableException {
        int unseen = 0;
        long bytes = 0;
        var summaries = new SummaryReader[1];
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.at(i);
            unseen += Counting.unseen(row.mask());
            bytes += row.bytes();
            if (row.uid() >= folder.uidNext()
                    || row.modSeq() > state.sequence()
                    || row.mid() >= state.counters().nextMid()) {
                problems.add("folder " + folder.id() + ", UID " + row.uid() + ": its numbers are not of this mailbox");
            }
            var summary = noting(
                    "folder " + folder.id() + ", UID " + row.uid() + " (summary)",
                    () -> summary(state, folder, row, summaries));
            messages.merge(row.mid(), summary == null ? -1 : SealedStream.segments(summary.payloadBytes()), Math::max);
            if (summary != null && checked.add(row.mid())) {
                content(folder, row, summary);
            }
        }
        if (unseen != folder.unseen() || bytes != folder.bytes()) {
            problems.add("folder " + folder.id() + ": its counters do not fit its rows");
        }
    }

    private MessageSummary.Size summary(State state, Folder folder, Row row, SummaryReader[] reader)
            throws KeyUnavailableException, TamperedException {
        if (reader[0] == null || !reader[0].live()) {
            reader[0] = new SummaryReader(records, compression, leases.live(), state, null);
        }
        var summary = MessageSummary.decode(reader[0].read(folder.id(), row)).size();
        if (summary.bytes() != row.bytes()) {
            throw new TamperedException("it has two lengths");
        }
        return summary;
    }

    private void content(Folder folder, Row row, MessageSummary.Size summary) throws KeyUnavailableException {
        String what = "folder " + folder.id() + ", UID " + row.uid() + ", message " + row.mid();
        noting(what, () -> {
            var read = new long[1];
            try (var content = new SealedContent(
                    records,
                    compression,
                    new Holders(new Budget(Long.MAX_VALUE), () -> {}),
                    leases,
                    row.mid(),
                    summary)) {
                content.readVerified(0, summary.bytes(), (bytes, offset, length) -> read[0] += length);
            }
            if (read[0] != summary.bytes()) {
                throw new TamperedException("it gives " + read[0] + " bytes, not " + summary.bytes());
            }
            return read;
        });
    }

    /// Head and log are written in one batch with what makes them obsolete: more than there should be
    /// cannot be.
    private void logs(State state) throws KeyUnavailableException {
        each(Kind.HEAD, id -> {
            if (!id.equals(records.head().id())) {
                problems.add("head " + id + " should not be");
            }
        });
        each(Kind.LOG, id -> {
            if (id.number(0) < state.manifest().asOf() || id.number(0) > state.sequence()) {
                problems.add("log entry " + id.number(0) + " should not be");
            }
        });
    }

    private void pages(State state) throws KeyUnavailableException {
        for (var kind : new Kind[] {Kind.INDEX, Kind.SUMMARY}) {
            each(kind, id -> {
                var pages = state.manifest().of(id.number(0));
                var list = kind == Kind.INDEX ? pages.index() : pages.summaries();
                Long asOf = list.get(id.number(1));
                if (asOf == null || asOf != id.number(2)) {
                    String what = kind + " page " + id.number(1) + " of folder " + id.number(0) + " as of "
                            + id.number(2) + " is not listed";
                    (id.number(2) > state.manifest().asOf() ? garbage : problems).add(what);
                }
            });
        }
        for (var folder : state.manifest().folders().entrySet()) {
            for (var page : folder.getValue().summaries().asOf().entrySet()) {
                summaryPage(folder.getKey(), page.getKey(), page.getValue());
            }
        }
    }

    private void summaryPage(long folder, long page, long asOf) throws KeyUnavailableException {
        long first = page << SummaryPage.BITS;
        String what = "folder " + folder + ", UIDs " + Math.max(1, first) + " to " + (first + 63) + " (summary page)";
        noting(what, () -> {
            var key = records.page(Kind.SUMMARY, folder, page, asOf);
            var sealed = records.read(key);
            if (sealed == null) {
                throw new TamperedException("missing");
            }
            return SummaryPage.decode(page, records.openPage(leases.live(), key, sealed), compression);
        });
    }

    private void contents(State state) throws KeyUnavailableException {
        each(Kind.KEY, id -> {
            long mid = id.number(0);
            if (!messages.containsKey(mid) && !inFlight.contains(mid)) {
                garbage.add("the key of message " + mid + ", which is in no folder");
            }
        });
        each(Kind.CONTENT, id -> {
            long mid = id.number(0);
            var pieces = messages.get(mid);
            if (pieces == null && !inFlight.contains(mid)) {
                garbage.add("piece " + id.number(1) + " of message " + mid + ", which is in no folder");
            } else if (pieces != null && pieces >= 0 && id.number(1) >= pieces) {
                problems.add("piece " + id.number(1) + " of message " + mid + ", which has " + pieces);
            }
        });
    }

    private void each(Kind kind, Consumer<RecordId> sink) throws KeyUnavailableException {
        noting("records of kind " + kind, () -> {
            records.engine().scan(records.mailbox(), kind, RecordId.of(), null, record -> {
                sink.accept(record.key().id());
                return true;
            });
            return kind;
        });
    }
}
