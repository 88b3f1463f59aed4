package org.letterlock.rocksdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.Kind;
import org.letterlock.store.LossyDisk;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.SealedRecords;
import org.letterlock.store.StoreException;

/// A process that runs the [LossWorkload] on a [LossyDisk], what it has acknowledged, and the judge of
/// what is left of it afterwards. Used by one thread.
final class LossChild implements AutoCloseable {
    private final Path store;
    private final Process process;
    private final BufferedReader out;
    private final Map<UUID, Long> acknowledged = new HashMap<>();

    private LossChild(Path store, Process process) {
        this.store = store;
        this.process = process;
        this.out = process.inputReader();
    }

    static LossChild start(LossyDisk disk, Path store, boolean synced) throws IOException {
        var builder = ChildJvm.of(LossWorkload.class, store.toString(), "20261124", Boolean.toString(synced));
        disk.attach(builder);
        var child = new LossChild(store, builder.start());
        child.awaitLine("open");
        return child;
    }

    /// Waits until that many more commits are acknowledged.
    void awaitCommits(int commits) throws IOException {
        for (int left = commits; left > 0; ) {
            left -= isCommit(next()) ? 1 : 0;
        }
    }

    /// Waits until it says one of these.
    void awaitLine(String... wanted) throws IOException {
        while (!List.of(wanted).contains(next())) {}
    }

    /// Kills it where it stands, and takes note of what it had still acknowledged.
    void kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        while (line() != null) {}
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /// Opens the store and names what was acknowledged and is not there, or is half there.
    List<String> losses() {
        var losses = new ArrayList<String>();
        try (var sealed = LossWorkload.records();
                var engine = RocksDbEngine.open(store, LossWorkload.OPTIONS)) {
            acknowledged.forEach((partition, version) -> {
                long actual = engine.version(partition);
                if (actual < version) {
                    losses.add(partition + " is at " + actual + ", acknowledged was " + version);
                }
                losses.addAll(gaps(engine, sealed, partition, actual));
            });
            losses.addAll(engine.verify());
        } catch (StoreException.Corrupt corrupt) {
            losses.add(String.valueOf(corrupt.getMessage()));
        }
        return losses;
    }

    private static List<String> gaps(RecordEngine engine, SealedRecords sealed, UUID partition, long version) {
        var gaps = new ArrayList<String>();
        for (long at = 1; at <= version; at++) {
            var entry = LossWorkload.entry(partition, at);
            var piece = LossWorkload.piece(partition, at);
            var values = engine.read(List.of(entry, piece));
            if (values.contains(null)) {
                gaps.add(partition + " has lost a part of " + at);
            } else {
                sealed.assertOpens(entry, values.getFirst(), LossWorkload.text(partition, at));
                sealed.open(piece, values.getLast());
            }
        }
        engine.scan(
                partition, Kind.LOG, RecordId.of(version + 1), null, beyond -> gaps.add(beyond.key() + " too much"));
        return gaps;
    }

    private String next() throws IOException {
        String line = line();
        if (line == null) {
            throw new AssertionError("the process ended");
        }
        return line;
    }

    private @Nullable String line() throws IOException {
        String line = out.readLine();
        if (line != null && isCommit(line)) {
            String[] words = line.split(" ", -1);
            acknowledged.merge(UUID.fromString(words[0]), Long.parseLong(words[1]), Math::max);
        }
        return line;
    }

    private static boolean isCommit(String line) {
        return line.indexOf(' ') > 0;
    }
}
