package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;

/// The folder table: each folder's name and counters, and its rows if they are in memory. Immutable;
/// copying it costs a reference a folder.
final class Folders {
    static final Folders NONE = new Folders(Map.of());

    private final Map<Long, Entry> entries;

    /// @param rows null while they are only on the disk
    record Entry(Folder folder, @Nullable Rows rows) {}

    private Folders(Map<Long, Entry> entries) {
        this.entries = entries;
    }

    int size() {
        return entries.size();
    }

    Collection<Entry> all() {
        return entries.values();
    }

    @Nullable
    Entry get(long id) {
        return entries.get(id);
    }

    @Nullable
    Folder named(String name) {
        for (var entry : entries.values()) {
            if (entry.folder().name().equals(name)) {
                return entry.folder();
            }
        }
        return null;
    }

    /// The folders below `name`.
    List<Folder> below(String name) {
        var found = new ArrayList<Folder>();
        String prefix = name + FolderName.SEPARATOR;
        for (var entry : entries.values()) {
            if (entry.folder().name().startsWith(prefix)) {
                found.add(entry.folder());
            }
        }
        return found;
    }

    Folders with(Folder folder, @Nullable Rows rows) {
        var copy = new HashMap<>(entries);
        copy.put(folder.id(), new Entry(folder, rows));
        return new Folders(copy);
    }

    Folders without(long id) {
        var copy = new HashMap<>(entries);
        copy.remove(id);
        return new Folders(copy);
    }

    long bytes() {
        long sum = 0;
        for (var entry : entries.values()) {
            sum += entry.folder().bytes();
        }
        return sum;
    }

    static void encode(Folder folder, Encoder out) {
        var use = folder.use();
        out.number(folder.id()).text(folder.name()).u8(use == null ? 0 : use.ordinal() + 1);
        out.flag(folder.subscribed()).number(folder.uidValidity()).number(folder.uidNext());
        out.number(folder.messages()).number(folder.unseen()).number(folder.bytes());
        out.number(folder.highestModSeq());
    }

    static Folder decode(Decoder in) throws TamperedException {
        long id = in.number();
        String name = in.text();
        int use = in.small(SpecialUse.values().length + 1);
        return new Folder(
                id,
                name,
                use == 0 ? null : SpecialUse.values()[use - 1],
                in.flag(),
                in.number(),
                in.number(),
                in.small(Integer.MAX_VALUE),
                in.small(Integer.MAX_VALUE),
                in.number(),
                in.number());
    }
}
