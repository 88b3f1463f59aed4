package org.letterlock.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which files and lengths under a folder are durable, by the notes that the [LossyDisk]'s shim took.
/// Not thread-safe.
public final class SyncedFiles {
    /// What a power cut took.
    public record Loss(long bytes, int entries, int renames) {}

    private static final class Entry {
        /// Synced bytes; -1 for a directory.
        long length;
        /// Whether the directory that holds it was synced since it came.
        boolean named;

        Entry(long length, boolean named) {
            this.length = length;
            this.named = named;
        }
    }

    private record Rename(String number, Path from, Path to) {}

    private final Map<Path, Entry> entries = new TreeMap<>();
    private final List<Rename> unsynced = new ArrayList<>();

    private SyncedFiles() {}

    /// All that is there now, as durable.
    static SyncedFiles found(Path root) throws IOException {
        var files = new SyncedFiles();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                files.entries.put(path, new Entry(Files.isDirectory(path) ? -1 : Files.size(path), true));
            }
        }
        return files;
    }

    void replay(List<String> notes) {
        for (String note : notes) {
            String rest = note.substring(2);
            switch (note.charAt(0)) {
                case 'C' -> entries.put(Path.of(rest), new Entry(0, false));
                case 'S' -> {
                    int space = rest.indexOf(' ');
                    Entry entry = entries.get(Path.of(rest.substring(space + 1)));
                    if (entry != null) {
                        entry.length = Math.max(entry.length, Long.parseLong(rest.substring(0, space)));
                    }
                }
                case 'D' -> directorySynced(Path.of(rest));
                case 'R' -> {
                    int space = rest.indexOf(' ');
                    int tab = rest.indexOf('\t');
                    renamed(new Rename(
                            rest.substring(0, space),
                            Path.of(rest.substring(space + 1, tab)),
                            Path.of(rest.substring(tab + 1))));
                }
                case 'U' -> entries.remove(Path.of(rest));
                default -> throw new IllegalStateException("unknown note: " + note);
            }
        }
    }

    Loss restore(Path root, Path notes) throws IOException {
        int renames = unsynced.size();
        for (Rename rename : unsynced.reversed()) {
            undo(rename, notes);
        }
        long bytes = 0;
        int dropped = 0;
        for (Path path : list(root)) {
            Entry entry = entries.get(path);
            if (!Files.exists(path)) {
                continue;
            }
            if (entry == null || !entry.named) {
                LossyDisk.deleteAll(path);
                dropped++;
            } else if (Files.isRegularFile(path) && Files.size(path) > entry.length) {
                bytes += Files.size(path) - entry.length;
                truncate(path, entry.length);
            }
        }
        return new Loss(bytes, dropped, renames);
    }

    private void directorySynced(Path directory) {
        entries.forEach((path, entry) -> entry.named |= directory.equals(path.getParent()));
        unsynced.removeIf(rename -> directory.equals(rename.to.getParent()));
    }

    private void renamed(Rename rename) {
        unsynced.add(rename);
        move(rename.from, rename.to);
    }

    private void undo(Rename rename, Path notes) throws IOException {
        if (!Files.exists(rename.to)) {
            return;
        }
        Files.move(rename.to, rename.from, StandardCopyOption.REPLACE_EXISTING);
        move(rename.to, rename.from);
        Path before = Path.of(notes + "." + rename.number);
        if (Files.exists(before)) {
            Files.move(before, rename.to);
            entries.put(rename.to, new Entry(Files.size(rename.to), true));
        }
    }

    /// With all that is below, if it is a directory.
    private void move(Path from, Path to) {
        var moved = new HashMap<Path, Entry>();
        entries.entrySet().removeIf(each -> {
            boolean moves = each.getKey().startsWith(from);
            if (moves) {
                Path below = from.relativize(each.getKey());
                moved.put(below.toString().isEmpty() ? to : to.resolve(below), each.getValue());
            }
            return moves;
        });
        entries.putAll(moved);
    }

    private static List<Path> list(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root)).toList();
        }
    }

    private static void truncate(Path path, long length) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(length);
        }
    }
}
