package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;

/// Makes the pages of a state anew where the log has changed them. What it makes follows from the state
/// alone, so that when it is done again after a crash the same names come out, and nothing is left
/// over.
final class PageWriter {
    private final Records records;
    private final Compression compression;
    private final KeyLease lease;
    private final State state;
    private final RowReader rowReader;
    private final SummaryReader summaries;
    private final List<StoredRecord> pages = new ArrayList<>();
    private final List<RecordKey> replaced = new ArrayList<>();

    /// @param pages    to be staged before the head that names them is committed
    /// @param replaced not named by the new manifest any more: they go with that commit
    record Written(Manifest manifest, List<StoredRecord> pages, List<RecordKey> replaced) {}

    PageWriter(Records records, Compression compression, KeyLease lease, State state) {
        this.records = records;
        this.compression = compression;
        this.lease = lease;
        this.state = state;
        this.rowReader = new RowReader(records, lease);
        this.summaries = new SummaryReader(records, compression, lease, state, null);
    }

    Written write() throws KeyUnavailableException.Expired, TamperedException {
        var folders = new HashMap<>(state.manifest().folders());
        for (var dirty : dirty().entrySet()) {
            long folder = dirty.getKey();
            if (state.folders().get(folder) != null) {
                folders.put(folder, folder(folder, dirty.getValue()));
            }
        }
        for (long folder : state.manifest().folders().keySet()) {
            if (state.folders().get(folder) == null) {
                replaceAll(folder);
                folders.remove(folder);
            }
        }
        return new Written(new Manifest(state.sequence(), state.before(), folders), pages, replaced);
    }

    /// The pages that the log touches.
    private record Dirty(TreeSet<Long> index, TreeSet<Long> summaries) {
        void touch(long[] uids, boolean summary) {
            for (long uid : uids) {
                index.add(RowPage.of(uid));
                if (summary) {
                    summaries.add(SummaryPage.of(uid));
                }
            }
        }
    }

    private Map<Long, Dirty> dirty() {
        var byFolder = new TreeMap<Long, Dirty>();
        for (var op : state.tail().ops()) {
            var dirty = byFolder.computeIfAbsent(op.folder(), f -> new Dirty(new TreeSet<>(), new TreeSet<>()));
            switch (op) {
                case Op.Add add -> dirty.touch(run(add.firstUid(), add.rows().size()), true);
                case Op.Bring bring ->
                    dirty.touch(run(bring.firstUid(), bring.rows().size()), true);
                case Op.Mark mark -> dirty.touch(mark.uids().uids(), false);
                case Op.Remove remove -> dirty.touch(remove.uids().uids(), true);
            }
        }
        return byFolder;
    }

    private static long[] run(long first, int count) {
        return LongStream.range(first, first + count).toArray();
    }

    private Manifest.Pages folder(long folder, Dirty dirty) throws KeyUnavailableException.Expired, TamperedException {
        var rows = rowReader.rows(state, folder);
        var old = state.manifest().of(folder);
        var index = new TreeMap<>(old.index().asOf());
        for (long number : dirty.index) {
            var page = rows.page(number);
            replace(Kind.INDEX, folder, number, index, page == null ? null : page.encode());
        }
        var summaryPages = new TreeMap<>(old.summaries().asOf());
        for (long number : dirty.summaries) {
            var found = summaries(folder, number, rows);
            byte[] plaintext = found.isEmpty() ? null : SummaryPage.encode(found, compression);
            replace(Kind.SUMMARY, folder, number, summaryPages, plaintext);
        }
        return new Manifest.Pages(new PageList(index), new PageList(summaryPages));
    }

    private TreeMap<Long, byte[]> summaries(long folder, long number, Rows rows)
            throws KeyUnavailableException.Expired, TamperedException {
        var found = new TreeMap<Long, byte[]>();
        var page = rows.page(RowPage.of(number << SummaryPage.BITS));
        if (page != null) {
            for (int i = 0; i < page.count(); i++) {
                long uid = page.uid().get(i);
                if (SummaryPage.of(uid) == number) {
                    found.put(uid, summaries.read(folder, page.row(i)));
                }
            }
        }
        return found;
    }

    private void replace(Kind kind, long folder, long number, TreeMap<Long, Long> list, byte @Nullable [] plaintext)
            throws KeyUnavailableException.Expired {
        Long old = list.remove(number);
        if (old != null) {
            replaced.add(records.page(kind, folder, number, old));
        }
        if (plaintext != null) {
            var key = records.page(kind, folder, number, state.sequence());
            pages.add(new StoredRecord(key, records.sealPage(lease, key, plaintext)));
            list.put(number, state.sequence());
        }
    }

    private void replaceAll(long folder) {
        var old = state.manifest().of(folder);
        old.index().asOf().forEach((number, asOf) -> replaced.add(records.page(Kind.INDEX, folder, number, asOf)));
        old.summaries()
                .asOf()
                .forEach((number, asOf) -> replaced.add(records.page(Kind.SUMMARY, folder, number, asOf)));
    }
}
