package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;

/// The state that the next commit will make, while requests are being planned into it. Not thread-safe.
final class Draft {
    /// Gives the rows of a folder as of the state that the draft began with.
    interface RowSource {
        Rows rows(State state, long folder) throws KeyUnavailableException, Refused, TamperedException;
    }

    private final State base;
    private final RowSource source;
    private final long now;
    private Folders folders;
    private Counters counters;
    private Keywords keywords;
    private final List<Op> ops = new ArrayList<>();
    /// Messages that no row refers to any more, and their lengths.
    private final Map<Long, Long> erased = new LinkedHashMap<>();

    /// Where a request can be taken back to.
    record Mark(Folders folders, Counters counters, Keywords keywords, int ops, List<Long> erased) {}

    /// @param now epoch seconds
    Draft(State base, RowSource source, long now) {
        this.base = base;
        this.source = source;
        this.now = now;
        this.folders = base.folders();
        this.counters = base.counters();
        this.keywords = base.keywords();
    }

    Mark mark() {
        return new Mark(folders, counters, keywords, ops.size(), List.copyOf(erased.keySet()));
    }

    void reset(Mark mark) {
        folders = mark.folders;
        counters = mark.counters;
        keywords = mark.keywords;
        ops.subList(mark.ops, ops.size()).clear();
        erased.keySet().retainAll(mark.erased);
    }

    State base() {
        return base;
    }

    /// The sequence that the commit will have.
    long sequence() {
        return base.sequence() + 1;
    }

    long now() {
        return now;
    }

    Folders folders() {
        return folders;
    }

    Counters counters() {
        return counters;
    }

    void counters(Counters changed) {
        counters = changed;
    }

    Keywords keywords() {
        return keywords;
    }

    /// Makes keywords of `flags` known; where there is no room, those that no message has any more make
    /// some.
    void learn(Set<String> flags) throws Refused, KeyUnavailableException, TamperedException {
        if (!keywords.hasRoomFor(flags)) {
            long used = 0;
            for (var entry : List.copyOf(folders.all())) {
                used |= rows(entry.folder().id()).masks();
            }
            keywords = keywords.usedIn(used);
        }
        keywords = keywords.with(flags);
    }

    List<Op> ops() {
        return ops;
    }

    Map<Long, Long> erased() {
        return erased;
    }

    boolean changesNothing() {
        var entry = entry(0, Place.UNCHAINED, List.of());
        return entry.changed().isEmpty()
                && entry.dropped().isEmpty()
                && ops.isEmpty()
                && entry.keywords() == null
                && counters.equals(base.counters());
    }

    Folder folder(long id) throws Refused {
        var entry = folders.get(id);
        if (entry == null) {
            throw new Refused(Refused.Code.NONEXISTENT, "no such folder");
        }
        return entry.folder();
    }

    Folder named(String name, Refused.Code otherwise) throws Refused {
        var folder = folders.named(FolderName.of(name));
        if (folder == null) {
            throw new Refused(otherwise, "no such folder");
        }
        return folder;
    }

    /// The folder's rows with all that was planned so far.
    Rows rows(long id) throws Refused, KeyUnavailableException, TamperedException {
        var entry = folders.get(id);
        if (entry == null) {
            throw new Refused(Refused.Code.NONEXISTENT, "no such folder");
        }
        var rows = entry.rows();
        if (rows == null) {
            var editor = new RowsEditor(base.folders().get(id) == null ? Rows.EMPTY : source.rows(base, id));
            ops.stream().filter(op -> op.folder() == id).forEach(op -> op.applyTo(editor, sequence()));
            rows = editor.build();
            folders = folders.with(entry.folder(), rows);
        }
        return rows;
    }

    void put(Folder folder) {
        var known = folders.get(folder.id());
        folders = folders.with(folder, known == null ? Rows.EMPTY : known.rows());
    }

    void drop(long id) {
        folders = folders.without(id);
    }

    /// Adds the operation, and the folder's counters that follow from it.
    void apply(Op op, Folder after) {
        ops.add(op);
        var rows = rowsInMemory(op.folder());
        if (rows != null) {
            var editor = new RowsEditor(rows);
            op.applyTo(editor, sequence());
            rows = editor.build();
        }
        folders = folders.with(after, rows);
    }

    void erase(long mid, long bytes) {
        erased.put(mid, bytes);
    }

    /// The log entries since the pages, with what is planned.
    Tail tail() {
        return ops.isEmpty()
                ? base.tail()
                : base.tail().plus(sequence(), entry(base.headAsOf(), base.headTag(), List.of()), 0);
    }

    /// The log entry for all that was planned.
    Entry entry(long headAsOf, RecordId headTag, List<Long> inFlight) {
        var changed = new ArrayList<Folder>();
        var dropped = new ArrayList<Long>();
        for (var entry : folders.all()) {
            var old = base.folders().get(entry.folder().id());
            if (old == null || old.folder() != entry.folder() && !old.folder().equals(entry.folder())) {
                changed.add(entry.folder());
            }
        }
        for (var old : base.folders().all()) {
            if (folders.get(old.folder().id()) == null) {
                dropped.add(old.folder().id());
            }
        }
        return new Entry(
                headAsOf,
                headTag,
                counters,
                inFlight,
                keywords == base.keywords() ? null : keywords,
                changed,
                dropped,
                List.copyOf(ops));
    }

    private @Nullable Rows rowsInMemory(long folder) {
        var entry = folders.get(folder);
        return entry == null ? null : entry.rows();
    }
}
