package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// Collects what still opens of a mailbox whose head, log or pages have losses: the folder table,
/// the rows with all changes that can be read, and the summaries. For one run, offline. About 200
/// bytes of heap a row.
///
/// A log entry opens only with the tag of the one before it, which is the end of that one's stored
/// bytes: so where one entry is gone, the next does not open either, and those after it do.
final class Salvage {
    private final Records records;
    private final SealedContent.Leases leases;
    private final Compression compression;
    private final TreeMap<Long, Sealed> log = new TreeMap<>();
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<Long, Folder> folders = new TreeMap<>();
    private final Map<Long, TreeMap<Long, Row>> rows = new HashMap<>();
    /// Folder → page → as of which sequence its rows stand.
    private final Map<Long, Map<Long, Long>> pages = new HashMap<>();
    private final Map<Long, Map<Long, byte[]>> summaryOfUid = new HashMap<>();
    private final Map<Long, byte[]> summaryOfMid = new HashMap<>();
    private final Map<Long, Map<Long, Op.Brought>> brought = new HashMap<>();
    private final List<String> losses = new ArrayList<>();
    private final TreeSet<Long> lost = new TreeSet<>();
    private final long version;
    private @Nullable Head head;
    private Counters counters = new Counters(1, 1, 1, Options.DEFAULT.quotaBytes());
    private Keywords keywords = Keywords.NONE;

    Salvage(Records records, SealedContent.Leases leases, Compression compression) {
        this.records = records;
        this.leases = leases;
        this.compression = compression;
        this.version = records.engine().version(records.mailbox());
    }

    void run() throws KeyUnavailableException {
        head = head();
        records.engine().scan(records.mailbox(), Kind.LOG, RecordId.of(), null, record -> {
            log.put(record.key().id().number(0), record.value());
            return true;
        });
        openEntries();
        table();
        indexPages();
        replay();
        summaryPages();
    }

    private @Nullable Head head() throws KeyUnavailableException {
        try {
            var sealed = records.read(records.head());
            if (sealed != null) {
                return Head.decode(records.openHead(leases.live(), sealed));
            }
            losses.add("the head is missing");
        } catch (TamperedException | StoreException e) {
            losses.add("the head: " + e.getMessage());
        }
        return null;
    }

    private void openEntries() throws KeyUnavailableException {
        long first = head != null ? head.manifest().asOf() : log.isEmpty() ? version + 1 : log.firstKey();
        for (long sequence = first; sequence <= version; sequence++) {
            var sealed = log.get(sequence);
            var before = before(sequence);
            Entry entry = sealed == null || before == null ? null : open(sequence, before, sealed);
            if (entry == null) {
                lost.add(sequence);
            } else {
                entries.put(sequence, entry);
            }
        }
        // The anchor of the chain is in the pages: nothing is lost with it.
        if (head != null && head.asOf() > head.manifest().asOf()) {
            lost.remove(head.manifest().asOf());
        }
    }

    private @Nullable RecordId before(long sequence) {
        var stored = log.get(sequence - 1);
        if (head != null && head.manifest().asOf() == sequence) {
            return head.manifest().before();
        }
        if (head != null && head.asOf() == sequence - 1) {
            return head.entryTag();
        }
        return stored != null ? stored.tag() : sequence == 1 ? Place.UNCHAINED : null;
    }

    private @Nullable Entry open(long sequence, RecordId before, Sealed sealed) throws KeyUnavailableException {
        try {
            return Entry.decode(records.openEntry(leases.live(), sequence, before, sealed));
        } catch (TamperedException e) {
            return null;
        }
    }

    private void table() {
        long from = 0;
        if (head != null) {
            from = head.asOf() + 1;
            counters = head.counters();
            keywords = head.keywords();
            head.folders().forEach(folder -> folders.put(folder.id(), folder));
        }
        for (var entry : entries.tailMap(from).values()) {
            counters = later(counters, entry.counters());
            keywords = entry.keywords() == null ? keywords : entry.keywords();
            entry.changed().forEach(folder -> folders.put(folder.id(), folder));
            entry.dropped().forEach(folders::remove);
        }
    }

    private static Counters later(Counters one, Counters other) {
        return new Counters(
                Math.max(one.nextMid(), other.nextMid()),
                Math.max(one.nextFolder(), other.nextFolder()),
                Math.max(one.uidValidity(), other.uidValidity()),
                other.limitBytes());
    }

    /// Of each page the one that the head lists, else the youngest that opens.
    private void indexPages() throws KeyUnavailableException {
        for (var page : newestFirst(Kind.INDEX)) {
            long folder = page.key().id().number(0);
            long number = page.key().id().number(1);
            var known = pages.computeIfAbsent(folder, id -> new HashMap<>());
            if (known.containsKey(number) || dropped(folder)) {
                continue;
            }
            try {
                var opened = RowPage.decode(number, records.openPage(leases.live(), page.key(), page.value()));
                var table = rows.computeIfAbsent(folder, id -> new TreeMap<>());
                for (int i = 0; i < opened.count(); i++) {
                    table.put(opened.uid().get(i), opened.row(i));
                }
                known.put(number, page.key().id().number(2));
            } catch (TamperedException e) {
                losses.add(pageName(folder, number << RowPage.BITS, RowPage.ROWS, "index") + ": does not open");
            }
        }
        if (head != null) {
            head.manifest()
                    .folders()
                    .forEach((folder, listed) -> listed.index().asOf().keySet().forEach(number -> {
                        if (!pages.getOrDefault(folder, Map.of()).containsKey(number) && !dropped(folder)) {
                            losses.add(pageName(folder, number << RowPage.BITS, RowPage.ROWS, "index") + ": lost");
                        }
                    }));
        }
    }

    /// Whether the folder is known to be gone.
    private boolean dropped(long folder) {
        return head != null && lost.isEmpty() && !folders.containsKey(folder);
    }

    private static String pageName(long folder, long first, int count, String what) {
        return "folder " + folder + ", UIDs " + Math.max(1, first) + " to " + (first + count - 1) + " (" + what
                + " page)";
    }

    private List<StoredRecord> newestFirst(Kind kind) {
        var found = new ArrayList<StoredRecord>();
        records.engine().scan(records.mailbox(), kind, RecordId.of(), null, found::add);
        found.sort(Comparator.comparingLong(this::rank).reversed());
        return found;
    }

    private long rank(StoredRecord page) {
        long asOf = page.key().id().number(2);
        if (head == null) {
            return asOf;
        }
        var listed = head.manifest().of(page.key().id().number(0));
        var list = page.key().kind() == Kind.INDEX ? listed.index() : listed.summaries();
        Long wanted = list.get(page.key().id().number(1));
        return wanted != null && wanted == asOf ? Long.MAX_VALUE : asOf;
    }

    private void replay() {
        entries.forEach((sequence, entry) -> entry.ops().forEach(op -> replay(sequence, op)));
        folders.keySet().forEach(id -> rows.computeIfAbsent(id, folder -> new TreeMap<>()));
    }

    private void replay(long sequence, Op op) {
        var table = rows.computeIfAbsent(op.folder(), id -> new TreeMap<>());
        switch (op) {
            case Op.Add add -> {
                long uid = add.firstUid();
                for (var row : add.rows()) {
                    summaryOfMid.put(row.mid(), row.summary());
                    put(table, op, sequence, new Row(uid++, row.mid(), row.mask(), sequence, row.date(), row.bytes()));
                }
            }
            case Op.Bring bring -> {
                long uid = bring.firstUid();
                for (var row : bring.rows()) {
                    brought.computeIfAbsent(op.folder(), id -> new HashMap<>()).put(uid, row);
                    put(table, op, sequence, new Row(uid++, row.mid(), row.mask(), sequence, row.date(), row.bytes()));
                }
            }
            case Op.Mark mark -> {
                for (long uid : mark.uids().uids()) {
                    var row = table.get(uid);
                    if (row != null && isYounger(op, uid, sequence)) {
                        long mask = row.mask() & mark.and() | mark.or();
                        table.put(uid, new Row(uid, row.mid(), mask, sequence, row.date(), row.bytes()));
                    }
                }
            }
            case Op.Remove remove -> {
                for (long uid : remove.uids().uids()) {
                    if (isYounger(op, uid, sequence)) {
                        table.remove(uid);
                    }
                }
            }
        }
    }

    private void put(TreeMap<Long, Row> table, Op op, long sequence, Row row) {
        if (isYounger(op, row.uid(), sequence)) {
            table.put(row.uid(), row);
        }
    }

    /// Whether the change is not in the page yet.
    private boolean isYounger(Op op, long uid, long sequence) {
        return sequence > pages.getOrDefault(op.folder(), Map.of()).getOrDefault(RowPage.of(uid), 0L);
    }

    private void summaryPages() throws KeyUnavailableException {
        for (var page : newestFirst(Kind.SUMMARY)) {
            long folder = page.key().id().number(0);
            long number = page.key().id().number(1);
            try {
                byte[] plaintext = records.openPage(leases.live(), page.key(), page.value());
                var known = summaryOfUid.computeIfAbsent(folder, id -> new HashMap<>());
                var opened = SummaryPage.decode(number, plaintext, compression);
                for (long uid : opened.uids()) {
                    byte[] summary = opened.get(uid);
                    if (summary != null) {
                        known.putIfAbsent(uid, summary);
                    }
                }
            } catch (TamperedException e) {
                losses.add(pageName(folder, number << SummaryPage.BITS, 64, "summary") + ": does not open");
            }
        }
        rows.forEach((folder, table) -> table.values().forEach(row -> {
            byte[] summary = summary(folder, row);
            if (summary != null) {
                summaryOfMid.putIfAbsent(row.mid(), summary);
            }
        }));
    }

    byte @Nullable [] summary(long folder, Row row) {
        byte[] young = summaryOfMid.get(row.mid());
        if (young != null) {
            return young;
        }
        var source = brought.getOrDefault(folder, Map.of()).get(row.uid());
        return source == null
                ? summaryOfUid.getOrDefault(folder, Map.of()).get(row.uid())
                : summaryOfUid.getOrDefault(source.summaryFolder(), Map.of()).get(source.summaryUid());
    }

    long version() {
        return version;
    }

    /// The log entries that are gone or do not open.
    TreeSet<Long> lost() {
        return lost;
    }

    List<String> losses() {
        return losses;
    }

    Counters counters() {
        return counters;
    }

    Keywords keywords() {
        return keywords;
    }

    Map<Long, Folder> folders() {
        return folders;
    }

    Map<Long, TreeMap<Long, Row>> rows() {
        return rows;
    }

    /// All that has to go when the mailbox is written anew.
    List<StoredRecord> replaced() {
        var all = newestFirst(Kind.INDEX);
        all.addAll(newestFirst(Kind.SUMMARY));
        log.forEach((sequence, entry) -> all.add(new StoredRecord(records.entry(sequence), entry)));
        return all;
    }
}
