package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The log entries that are younger than the pages. Immutable; what it answers is worked out once, when
/// first asked.
final class Tail {
    static final Tail EMPTY = new Tail(new Entry[0], 0, 0);

    private final Entry[] entries;
    private final long first;
    private final long bytes;
    private volatile @Nullable Map<Long, byte[]> summaries;
    private volatile @Nullable Map<Long, Map<Long, Op.Brought>> brought;

    private Tail(Entry[] entries, long first, long bytes) {
        this.entries = entries;
        this.first = first;
        this.bytes = bytes;
    }

    Tail plus(long sequence, Entry entry, int size) {
        var more = Arrays.copyOf(entries, entries.length + 1);
        more[entries.length] = entry;
        return new Tail(more, entries.length == 0 ? sequence : first, bytes + size);
    }

    int size() {
        return entries.length;
    }

    /// The plaintext bytes of all entries.
    long bytes() {
        return bytes;
    }

    List<Op> ops() {
        var ops = new ArrayList<Op>();
        for (var entry : entries) {
            ops.addAll(entry.ops());
        }
        return ops;
    }

    /// The summary of a message that is younger than the pages.
    byte @Nullable [] summary(long mid) {
        var known = summaries;
        if (known == null) {
            known = new HashMap<>();
            for (var op : ops()) {
                if (op instanceof Op.Add add) {
                    for (var row : add.rows()) {
                        known.put(row.mid(), row.summary());
                    }
                }
            }
            summaries = known;
        }
        return known.get(mid);
    }

    /// Where the row's message came from, if it was copied or moved into the folder since the pages
    /// were written.
    Op.@Nullable Brought brought(long folder, long uid) {
        var known = brought;
        if (known == null) {
            known = new HashMap<>();
            for (var op : ops()) {
                if (op instanceof Op.Bring bring) {
                    var rows = known.computeIfAbsent(bring.folder(), f -> new HashMap<>());
                    for (int i = 0; i < bring.rows().size(); i++) {
                        rows.put(bring.firstUid() + i, bring.rows().get(i));
                    }
                }
            }
            brought = known;
        }
        return known.getOrDefault(folder, Map.of()).get(uid);
    }

    /// Brings rows that stand at the pages' sequence up to date.
    Rows replay(long folder, Rows rows) {
        var editor = new RowsEditor(rows);
        for (int i = 0; i < entries.length; i++) {
            for (var op : entries[i].ops()) {
                if (op.folder() == folder) {
                    op.applyTo(editor, first + i);
                }
            }
        }
        return editor.build();
    }
}
