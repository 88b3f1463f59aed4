package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;

/// Makes a new database, beside a damaged one, of all that is left of it. Works from the tables,
/// blob files and write-ahead logs alone, so that manifest, CURRENT and the like may be gone. The
/// damaged files are only read; [#adopt()] puts the new database in their place and keeps them in a
/// folder of their own.
///
/// Holds the store's lock until it is closed. Needs as much free space as the store takes, and
/// about 250 bytes of heap a record. Not thread-safe.
public final class RocksDbRepair implements AutoCloseable {
    private static final String ASIDE = "repaired";
    private static final String DAMAGED = "damaged-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path root;
    private final FolderLock lock;

    /// What [#salvage] found.
    ///
    /// @param damage what does not read, by file
    /// @param gaps   numbers of the store's writes that are lost, as `a-b`; none are named where
    ///     what is left does not tell
    /// @param whole  proved to hold everything that was acknowledged: only what can be made anew
    ///     was damaged
    public record Salvage(List<String> damage, List<String> gaps, boolean whole, long records) {}

    private RocksDbRepair(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /// @throws StoreException if there is no store in `folder`, or a process has it open
    public static RocksDbRepair open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StoreException("there is no store in " + folder);
        }
        try {
            FolderLock lock = FolderLock.take(folder);
            try {
                takeBack(folder);
                return new RocksDbRepair(folder, lock);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw Failures.of("open " + folder, failure);
        }
    }

    /// Where the new database is: a store's folder, to be opened by [RocksDbEngine#open].
    public Path repaired() {
        return root.resolve(ASIDE);
    }

    public Salvage salvage(RocksDbOptions options) {
        try (var settings = new Settings(options)) {
            StoreFolder.deleteAll(repaired());
            return new Salvaging(root.resolve("db"), settings).into(repaired());
        } catch (IOException failure) {
            throw Failures.of("repair " + root, failure);
        }
    }

    /// Throws the new database away.
    public void discard() {
        try {
            StoreFolder.deleteAll(repaired());
        } catch (IOException failure) {
            throw Failures.of("remove " + repaired(), failure);
        }
    }

    /// Puts the new database in the place of the damaged one. Returns where that is kept now.
    public Path adopt() {
        Path kept = root.resolve(DAMAGED + TIME.format(Instant.now()));
        try {
            Files.createDirectory(kept);
            move(root.resolve("db"), kept.resolve("db"));
            move(repaired().resolve("db"), root.resolve("db"));
            StoreFolder.deleteAll(repaired());
            return kept;
        } catch (IOException failure) {
            throw Failures.of("put the repaired store in its place in " + root, failure);
        }
    }

    private void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        StoreFolder.sync(root);
    }

    /// Whether a repair was stopped between its two moves, so that a missing database is no new
    /// store.
    static boolean isUnderWay(Path root) throws IOException {
        return keptDatabase(root) != null;
    }

    private static void takeBack(Path root) throws IOException {
        Path kept = Files.exists(root.resolve("db")) ? null : keptDatabase(root);
        if (kept != null) {
            Files.move(kept, root.resolve("db"), StandardCopyOption.ATOMIC_MOVE);
            StoreFolder.sync(root);
        }
    }

    /// The youngest.
    private static @Nullable Path keptDatabase(Path root) throws IOException {
        var kept = new ArrayList<Path>();
        try (Stream<Path> all = Files.list(root)) {
            all.filter(path -> String.valueOf(path.getFileName()).startsWith(DAMAGED))
                    .map(path -> path.resolve("db"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .forEach(kept::add);
        }
        return kept.isEmpty() ? null : kept.getLast();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw Failures.of("close " + root, failure);
        }
    }
}
