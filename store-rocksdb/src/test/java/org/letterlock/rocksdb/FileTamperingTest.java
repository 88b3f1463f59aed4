package org.letterlock.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryFolder;
import org.letterlock.store.RecordKey;
import org.letterlock.store.SealedRecords;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// Flips, shortens and removes the store's files, of whatever kind: opening or verifying must tell.
class FileTamperingTest {
    private static final long SEED = 42;
    private static final RocksDbOptions OPTIONS = new RocksDbOptions(8 << 20, 8 << 20, 64 << 20, 8192, 2, 0);
    private static final UUID PARTITION = new UUID(7, 7);
    private static final int RECORDS = 60;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private final Random random = new Random(SEED);
    private final SealedRecords sealed = new SealedRecords();
    private int trials;

    @Test
    void afterACleanCloseEveryChangeOfEveryFileIsFound() throws IOException {
        Path image = folder.resolve("image");
        try (var engine = RocksDbEngine.open(image, OPTIONS)) {
            fill(engine, 0);
            assertThat(engine.verify()).isEmpty();
            fill(engine, RECORDS);
        }
        assertThat(findings(copy(image))).isEmpty();
        for (Path file : files(image)) {
            assertThat(findings(remove(image, file))).as("removed %s", file).isNotEmpty();
            long size = Files.size(image.resolve(file));
            if (size > 0) {
                assertThat(findings(shorten(image, file, size - 1)))
                        .as("%s without its end", file)
                        .isNotEmpty();
                assertThat(findings(shorten(image, file, size / 2)))
                        .as("half of %s", file)
                        .isNotEmpty();
            }
            for (int flip = 0; flip < Math.min(size, 4); flip++) {
                long bit = random.nextLong(size * 8);
                assertThat(findings(flip(image, file, bit)))
                        .as("bit %d of %s", bit, file)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void afterACrashNoChangeOfTheLogIsTakenForItsEnd() throws IOException {
        Path image = crashed();
        assertThat(findings(copy(image))).isEmpty();
        Path log = log(image);
        long size = Files.size(image.resolve(log));
        assertThat(findings(remove(image, log))).isNotEmpty();
        for (int trial = 0; trial < 12; trial++) {
            long length = random.nextLong(size);
            assertThat(findings(shorten(image, log, length)))
                    .as("%d of %d bytes", length, size)
                    .isNotEmpty();
            // Half of the flips near the end, where a torn write would be believed.
            long bit = 8 * (trial % 2 == 0 ? 0 : size - Math.min(size, 2_000))
                    + random.nextLong(8 * Math.min(size, 2_000));
            assertThat(findings(flip(image, log, bit)))
                    .as("bit %d of %d bytes", bit, size)
                    .isNotEmpty();
        }
    }

    @Test
    void afterACrashNoChangeOfAnyFileLosesARecordSilently() throws IOException {
        Path image = crashed();
        for (Path file : files(image)) {
            long size = Files.size(image.resolve(file));
            assertFoundOrIntact(remove(image, file), "removed " + file);
            if (size > 0) {
                assertFoundOrIntact(shorten(image, file, size - 1), "shortened " + file);
                long bit = random.nextLong(size * 8);
                assertFoundOrIntact(flip(image, file, bit), "bit " + bit + " of " + file);
            }
        }
    }

    @Test
    void aRefusedStoreIsLeftAsItWas() throws IOException {
        Path image = crashed();
        Path damaged = flip(image, log(image), 800);
        List<Path> before = files(damaged);
        assertThat(findings(damaged)).isNotEmpty();
        assertThat(files(damaged)).isEqualTo(before);
        assertThat(findings(damaged)).isNotEmpty();
    }

    /// A store as a kill leaves it: tables and blobs, a manifest in use, and a log with commits in it.
    private Path crashed() throws IOException {
        Path live = folder.resolve("live");
        Path image = folder.resolve("image");
        try (var engine = RocksDbEngine.open(live, OPTIONS)) {
            fill(engine, 0);
            assertThat(engine.verify()).isEmpty(); // Flushes.
            fill(engine, RECORDS);
            copyTo(live, image);
        }
        return image;
    }

    private void fill(RocksDbEngine engine, int first) {
        for (int i = first; i < first + RECORDS; i++) {
            engine.stage(List.of(record(Kind.CONTENT, i), record(Kind.SUMMARY, i)));
            StoredRecord entry = record(Kind.LOG, i);
            engine.submit(i, new Batch(PARTITION).put(Kind.LOG, entry.key().id(), entry.value()));
        }
    }

    private StoredRecord record(Kind kind, int i) {
        int size = kind == Kind.CONTENT ? 12_000 : 300;
        return sealed.record(PARTITION, kind, RecordId.of(i), i, new byte[size]);
    }

    /// What opening or verifying says.
    private List<String> findings(Path store) {
        try (var engine = RocksDbEngine.open(store, OPTIONS)) {
            return engine.verify();
        } catch (StoreException.Corrupt corrupt) {
            return List.of(String.valueOf(corrupt.getMessage()));
        }
    }

    private void assertFoundOrIntact(Path store, String what) {
        try (var engine = RocksDbEngine.open(store, OPTIONS)) {
            if (!engine.verify().isEmpty()) {
                return;
            }
            assertThat(engine.version(PARTITION)).as(what).isEqualTo(2L * RECORDS);
            for (int i = 0; i < 2 * RECORDS; i++) {
                for (Kind kind : List.of(Kind.LOG, Kind.SUMMARY, Kind.CONTENT)) {
                    var key = new RecordKey(PARTITION, kind, RecordId.of(i));
                    sealed.open(key, engine.read(List.of(key)).getFirst());
                }
            }
        } catch (StoreException.Corrupt found) {
            assertThat(found).as(what).hasMessageNotContaining("null");
        }
    }

    private Path remove(Path image, Path file) throws IOException {
        Path changed = copy(image);
        Files.delete(changed.resolve(file));
        return changed;
    }

    private Path shorten(Path image, Path file, long length) throws IOException {
        Path changed = copy(image);
        try (var access = new RandomAccessFile(changed.resolve(file).toFile(), "rw")) {
            access.setLength(length);
        }
        return changed;
    }

    private Path flip(Path image, Path file, long bit) throws IOException {
        Path changed = copy(image);
        try (var access = new RandomAccessFile(changed.resolve(file).toFile(), "rw")) {
            access.seek(bit / 8);
            int value = access.read();
            access.seek(bit / 8);
            access.write(value ^ 1 << bit % 8);
        }
        return changed;
    }

    private Path copy(Path image) throws IOException {
        Path changed = folder.resolve("trial-" + trials++);
        copyTo(image, changed);
        return changed;
    }

    private static void copyTo(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("db"));
        for (Path file : files(from)) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }

    /// The write-ahead log in use: the last one, in which the second half of the commits lies.
    private static Path log(Path image) throws IOException {
        List<Path> logs = files(image).stream()
                .filter(file -> file.toString().endsWith(".log"))
                .toList();
        assertThat(Files.size(image.resolve(logs.getLast()))).isGreaterThan(12_000L * RECORDS);
        return logs.getLast();
    }

    /// All but the two LOCK files, which are empty and made anew.
    private static List<Path> files(Path image) throws IOException {
        Predicate<Path> locks = path -> path.endsWith("LOCK");
        try (Stream<Path> all = Files.walk(image)) {
            return new ArrayList<>(all.filter(Files::isRegularFile)
                    .filter(locks.negate())
                    .map(image::relativize)
                    .sorted()
                    .toList());
        }
    }
}
