package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// Writes a mailbox anew from what is left of it ([Salvage]): pages of all rows, a head, and one
/// log entry with which the chain begins again. So the mailbox opens like any other, and never
/// seems to be what it was: every folder has a new UIDVALIDITY, since numbers that clients know may
/// have been given to messages that are lost (RFC 9051 §2.3.1.1), and message ids go on far above
/// any that may have been in use. For one run.
final class Repair {
    private static final long MIDS_APART = 1_000_000;
    private static final String RECOVERED = "Recovered";

    private final Records records;
    private final SealedContent.Leases leases;
    private final Compression compression;
    private final long now;
    private final Salvage salvage;
    private final SalvagedContent contents;
    private final List<String> losses = new ArrayList<>();
    private final Map<Long, Map<Long, byte[]>> summaries = new HashMap<>();
    private final TreeSet<Long> found = new TreeSet<>();
    private Counters counters;

    /// @param now epoch seconds
    Repair(Records records, SealedContent.Leases leases, Compression compression, long now) {
        this.records = records;
        this.leases = leases;
        this.compression = compression;
        this.now = now;
        this.salvage = new Salvage(records, leases, compression);
        this.contents = new SalvagedContent(records, leases, compression);
        this.counters = salvage.counters();
    }

    Mailboxes.Repaired run() throws KeyUnavailableException {
        salvage.run();
        counters = salvage.counters();
        losses.addAll(salvage.losses());
        if (!salvage.lost().isEmpty()) {
            losses.add("log entries " + runs(salvage.lost()));
        }
        var folders = new TreeMap<>(salvage.folders());
        nameless(folders);
        for (long id : folders.keySet()) {
            summaries(id);
        }
        int recovered = recover(folders);
        write(folders);
        return new Mailboxes.Repaired(records.mailbox(), salvage.version(), recovered, true, List.copyOf(losses));
    }

    /// INBOX must be there; of a folder with rows and without a name only its number is known.
    private void nameless(TreeMap<Long, Folder> folders) {
        salvage.rows().forEach((id, rows) -> {
            if (!rows.isEmpty() && !folders.containsKey(id)) {
                losses.add("the name of folder " + id);
                counters = new Counters(
                        counters.nextMid(),
                        Math.max(counters.nextFolder(), id + 1),
                        counters.uidValidity(),
                        counters.limitBytes());
                folders.put(id, Counting.empty(id, free(folders, RECOVERED + " " + id), null, now, 1));
            }
        });
        if (folders.values().stream().noneMatch(folder -> folder.name().equals(FolderName.INBOX))) {
            add(folders, FolderName.INBOX);
        }
    }

    private long add(TreeMap<Long, Folder> folders, String name) {
        long id = Math.max(counters.nextFolder(), folders.isEmpty() ? 1 : folders.lastKey() + 1);
        counters = new Counters(counters.nextMid(), id + 1, counters.uidValidity(), counters.limitBytes());
        folders.put(id, Counting.empty(id, name, null, now, 1));
        return id;
    }

    private static String free(TreeMap<Long, Folder> folders, String wanted) {
        String name = wanted;
        for (int i = 2; ; i++) {
            String tried = name;
            if (folders.values().stream().noneMatch(folder -> folder.name().equalsIgnoreCase(tried))) {
                return name;
            }
            name = wanted + " (" + i + ")";
        }
    }

    private TreeMap<Long, Row> rows(long folder) {
        return salvage.rows().computeIfAbsent(folder, id -> new TreeMap<>());
    }

    /// A row without a summary gets one made of its content, or goes.
    private void summaries(long folder) throws KeyUnavailableException {
        var known = summaries.computeIfAbsent(folder, id -> new HashMap<>());
        for (var row : List.copyOf(rows(folder).values())) {
            byte[] summary = salvage.summary(folder, row);
            if (summary == null) {
                var made = contents.read(row.mid());
                summary = made == null || made.bytes() != row.bytes() ? null : made.summary();
            }
            if (summary == null) {
                losses.add("folder " + folder + ", UID " + row.uid() + ", message " + row.mid());
                rows(folder).remove(row.uid());
            } else {
                known.put(row.uid(), summary);
                found.add(row.mid());
            }
        }
    }

    /// Messages that are whole and in no folder, because the entry that placed them is lost.
    private int recover(TreeMap<Long, Folder> folders) throws KeyUnavailableException {
        var orphans = new ArrayList<Long>();
        records.engine().scan(records.mailbox(), Kind.KEY, RecordId.of(), null, record -> {
            orphans.add(record.key().id().number(0));
            return true;
        });
        orphans.removeIf(found::contains);
        long folder = 0;
        int count = 0;
        for (long mid : orphans) {
            var made = contents.read(mid);
            if (made != null) {
                folder = folder != 0 ? folder : add(folders, free(folders, RECOVERED));
                count++;
                rows(folder).put((long) count, new Row(count, mid, 0, salvage.version(), now, made.bytes()));
                summaries.computeIfAbsent(folder, id -> new HashMap<>()).put((long) count, made.summary());
                found.add(mid);
            }
        }
        return count;
    }

    private void write(TreeMap<Long, Folder> folders) throws KeyUnavailableException {
        long sequence = salvage.version() + 1;
        var table = new ArrayList<Folder>();
        var listed = new HashMap<Long, Manifest.Pages>();
        var pages = new ArrayList<StoredRecord>();
        for (var folder : folders.values()) {
            counters = counters.afterFolder(now);
            table.add(counted(folder, sequence));
            listed.put(folder.id(), pages(folder.id(), sequence, pages));
        }
        long nextMid = Math.max(counters.nextMid(), found.isEmpty() ? 1 : found.last() + 1) + MIDS_APART;
        counters = new Counters(nextMid, counters.nextFolder(), counters.uidValidity(), counters.limitBytes());
        var batch = new Batch(records.mailbox());
        salvage.replaced()
                .forEach(old -> batch.delete(old.key().kind(), old.key().id()));
        eraseOrphans(batch);
        pages.forEach(page -> records.engine().stage(List.of(page)));
        var entry = new Entry(sequence, Place.UNCHAINED, counters, List.of(), null, List.of(), List.of(), List.of());
        var sealed = records.sealEntry(leases.live(), sequence, Place.UNCHAINED, entry.encode());
        var head = new Head(
                sequence,
                sealed.tag(),
                counters,
                salvage.keywords(),
                table,
                new Manifest(sequence, Place.UNCHAINED, listed));
        batch.put(Kind.LOG, records.entry(sequence).id(), sealed)
                .put(Kind.HEAD, records.head().id(), records.sealHead(leases.live(), sequence, head.encode()));
        if (!(records.engine().submit(salvage.version(), batch) instanceof Outcome.Committed)) {
            throw new StoreException("mailbox " + records.mailbox() + " could not be written anew");
        }
    }

    private void eraseOrphans(Batch batch) {
        for (var kind : new Kind[] {Kind.KEY, Kind.CONTENT}) {
            records.engine().scan(records.mailbox(), kind, RecordId.of(), null, record -> {
                if (!found.contains(record.key().id().number(0))) {
                    batch.delete(kind, record.key().id());
                }
                return true;
            });
        }
    }

    private Folder counted(Folder folder, long sequence) {
        var rows = rows(folder.id());
        return new Folder(
                folder.id(),
                folder.name(),
                folder.use(),
                folder.subscribed(),
                counters.uidValidity(),
                Math.max(folder.uidNext(), rows.isEmpty() ? 1 : rows.lastKey() + 1),
                rows.size(),
                rows.values().stream()
                        .mapToInt(row -> Counting.unseen(row.mask()))
                        .sum(),
                rows.values().stream().mapToLong(Row::bytes).sum(),
                sequence);
    }

    private Manifest.Pages pages(long folder, long sequence, List<StoredRecord> pages) throws KeyUnavailableException {
        var index = new TreeMap<Long, Long>();
        var editor = new RowsEditor(Rows.EMPTY);
        rows(folder).values().forEach(editor::put);
        for (var page : editor.build().pages()) {
            var key = records.page(Kind.INDEX, folder, page.number(), sequence);
            pages.add(new StoredRecord(key, records.sealPage(leases.live(), key, page.encode())));
            index.put(page.number(), sequence);
        }
        var bySummaryPage = new TreeMap<Long, TreeMap<Long, byte[]>>();
        summaries
                .getOrDefault(folder, Map.of())
                .forEach((uid, summary) -> bySummaryPage
                        .computeIfAbsent(SummaryPage.of(uid), number -> new TreeMap<>())
                        .put(uid, summary));
        var listed = new TreeMap<Long, Long>();
        for (var page : bySummaryPage.entrySet()) {
            var key = records.page(Kind.SUMMARY, folder, page.getKey(), sequence);
            byte[] plaintext = SummaryPage.encode(page.getValue(), compression);
            pages.add(new StoredRecord(key, records.sealPage(leases.live(), key, plaintext)));
            listed.put(page.getKey(), sequence);
        }
        return new Manifest.Pages(new PageList(index), new PageList(listed));
    }

    private static String runs(TreeSet<Long> numbers) {
        var text = new ArrayList<String>();
        long first = -1;
        long last = -1;
        for (long number : numbers) {
            if (number != last + 1 || first < 0) {
                if (first >= 0) {
                    text.add(first == last ? "" + first : first + "-" + last);
                }
                first = number;
            }
            last = number;
        }
        text.add(first == last ? "" + first : first + "-" + last);
        return String.join(", ", text);
    }
}
