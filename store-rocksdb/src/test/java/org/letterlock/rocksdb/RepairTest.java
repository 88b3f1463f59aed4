package org.letterlock.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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

/// A crashed store of which a file is damaged or gone: the repair keeps what is left of it, and
/// says what is not.
class RepairTest {
    private static final RocksDbOptions OPTIONS = new RocksDbOptions(8 << 20, 8 << 20, 64 << 20, 8192, 2, 0);
    private static final UUID PARTITION = new UUID(7, 7);
    private static final int RECORDS = 80;
    private static final List<Kind> KINDS = List.of(Kind.LOG, Kind.SUMMARY, Kind.CONTENT);

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private final SealedRecords sealed = new SealedRecords();
    private Path store;

    /// Entries up to `RECORDS` are in tables and blob files, as many more in the log; every seventh
    /// is deleted.
    @BeforeEach
    void crash() throws IOException {
        store = folder.resolve("store");
        try (var engine = RocksDbEngine.open(folder.resolve("live"), OPTIONS)) {
            fill(engine, 0);
            assertThat(engine.verify()).isEmpty(); // Flushes.
            fill(engine, RECORDS);
            Files.createDirectories(store.resolve("db"));
            for (Path file : files(folder.resolve("live/db"))) {
                Files.copy(file, store.resolve("db").resolve(file.getFileName()));
            }
        }
    }

    @Test
    void whatCanBeMadeAnewCostsNothing() throws IOException {
        Files.writeString(file("CURRENT"), "nonsense");
        Files.delete(file("IDENTITY"));
        Files.delete(file("OPTIONS-.*"));
        var found = repair();
        assertThat(found.whole()).isTrue();
        assertThat(found.gaps()).isEmpty();
        assertThat(lost()).isZero();
    }

    @Test
    void withoutAnyManifestAllRecordsAreThere() throws IOException {
        Files.delete(file("MANIFEST-.*"));
        Files.delete(file("CURRENT"));
        var found = repair();
        assertThat(found.whole()).as("nobody can know").isFalse();
        assertThat(lost()).isZero();
    }

    @Test
    void aMissingMarkIsMadeAnew() throws IOException {
        Files.delete(file("SEQUENCE"));
        assertThat(repair().damage()).anyMatch(line -> line.contains("SEQUENCE"));
        assertThat(lost()).isZero();
    }

    @Test
    void damageInTheMiddleOfTheLogCostsWhatLiesThere() throws IOException {
        flip(file("\\d+.log"), Files.size(file("\\d+.log")) / 2);
        var found = repair();
        assertThat(found.damage()).anyMatch(line -> line.contains(".log"));
        assertThat(found.gaps()).hasSize(1);
        assertThat(lost()).isBetween(1, 8);
        assertThat(version()).isEqualTo(2L * RECORDS);
    }

    @Test
    void aShortenedLogCostsItsEndAndTheNumbersAreNamed() throws IOException {
        Path log = file("\\d+.log");
        shorten(log, Files.size(log) - 30_000);
        var found = repair();
        assertThat(found.gaps()).singleElement().asString().matches("\\d+-\\d+");
        assertThat(lost()).isBetween(1, 15);
        assertThat(version()).isBetween(2L * RECORDS - 6, 2L * RECORDS - 1);
    }

    @Test
    void aDamagedTableCostsABlock() throws IOException {
        for (Path table : tables()) {
            Path image = folder.resolve("image-" + table.getFileName());
            copy(image);
            flip(table, 20);
            assertThat(repair().damage()).anyMatch(line -> line.contains("blocks of records do not read"));
            assertThat(lost()).isBetween(0, 45);
            StoreFolder.deleteAll(store);
            Files.move(image, store);
        }
    }

    @Test
    void aTableWithoutItsIndexCostsNothing() throws IOException {
        for (Path table : tables()) {
            shorten(table, Files.size(table) - 10);
        }
        assertThat(repair().damage()).anyMatch(line -> line.contains("its index does not read"));
        assertThat(lost()).isZero();
    }

    @Test
    void aLostTableOfContentIsReadFromItsBlobs() throws IOException {
        for (Path table : tables()) {
            Files.delete(table);
        }
        assertThat(repair().whole()).isFalse();
        assertThat(lost()).as("log and pages of the first half").isEqualTo(2 * (RECORDS - deleted(RECORDS)));
    }

    @Test
    void aLostBlobFileCostsItsValues() throws IOException {
        Files.delete(file("\\d+.blob"));
        assertThat(repair().damage()).anyMatch(line -> line.contains("CONTENT"));
        assertThat(lost()).isEqualTo(RECORDS - deleted(RECORDS));
    }

    @Test
    void theDamagedFilesAreKeptAsTheyWere() throws IOException {
        flip(file("\\d+.log"), 4_000);
        List<Path> before = files(store.resolve("db"));
        try (var repair = RocksDbRepair.open(store)) {
            repair.salvage(OPTIONS);
            assertThat(files(store.resolve("db"))).isEqualTo(before);
            repair.discard();
            assertThat(repair.repaired()).doesNotExist();
            repair.salvage(OPTIONS);
            Path kept = repair.adopt();
            assertThat(files(kept.resolve("db"))).hasSameSizeAs(before);
        }
    }

    @Test
    void aRepairThatWasStoppedBetweenItsMovesIsNoNewStore() throws IOException {
        Path kept = Files.createDirectory(store.resolve("damaged-20260101T000000.000Z"));
        Files.move(store.resolve("db"), kept.resolve("db"));
        assertThatThrownBy(() -> RocksDbEngine.open(store, OPTIONS))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("run it again");
        repair();
        assertThat(lost()).isZero();
    }

    private RocksDbRepair.Salvage repair() {
        try (var repair = RocksDbRepair.open(store)) {
            var found = repair.salvage(OPTIONS);
            repair.adopt();
            return found;
        }
    }

    /// How many records are not there. Those that are must open, and those that were deleted must
    /// not be there.
    private int lost() {
        int lost = 0;
        try (var engine = RocksDbEngine.open(store, OPTIONS)) {
            assertThat(engine.verify()).isEmpty();
            for (int i = 0; i < 2 * RECORDS; i++) {
                for (Kind kind : KINDS) {
                    var key = new RecordKey(PARTITION, kind, RecordId.of(i));
                    var value = engine.read(List.of(key)).getFirst();
                    if (i % 7 == 0 && kind != Kind.CONTENT) {
                        assertThat(value).as(key.toString()).isNull();
                    } else if (value != null) {
                        sealed.open(key, value);
                    } else if (i % 7 != 0) {
                        lost++;
                    }
                }
            }
        }
        return lost;
    }

    private static int deleted(int records) {
        return (records + 6) / 7;
    }

    private long version() {
        try (var engine = RocksDbEngine.open(store, OPTIONS)) {
            return engine.version(PARTITION);
        }
    }

    private void fill(RocksDbEngine engine, int first) {
        for (int i = first; i < first + RECORDS; i++) {
            engine.stage(List.of(record(Kind.CONTENT, i), record(Kind.SUMMARY, i)));
            StoredRecord entry = record(Kind.LOG, i);
            var batch = new Batch(PARTITION).put(Kind.LOG, entry.key().id(), entry.value());
            if (i % 7 == 1) {
                RecordId before = RecordId.of(i - 1L);
                KINDS.forEach(kind -> batch.delete(kind, before));
            }
            engine.submit(i, batch);
        }
    }

    private StoredRecord record(Kind kind, int i) {
        int size = kind == Kind.CONTENT ? 12_000 : 300;
        return sealed.record(PARTITION, kind, RecordId.of(i), kind == Kind.LOG ? i + 1 : 0, new byte[size]);
    }

    private List<Path> tables() throws IOException {
        return files(store.resolve("db")).stream()
                .filter(path -> path.toString().endsWith(".sst"))
                .toList();
    }

    /// The last file of that name.
    private Path file(String name) throws IOException {
        return files(store.resolve("db")).stream()
                .filter(path -> path.getFileName().toString().matches(name))
                .toList()
                .getLast();
    }

    private void copy(Path image) throws IOException {
        Files.createDirectories(image.resolve("db"));
        for (Path path : files(store.resolve("db"))) {
            Files.copy(path, image.resolve("db").resolve(path.getFileName()));
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            int value = access.read();
            access.seek(at);
            access.write(value ^ 0x10);
        }
    }

    private static void shorten(Path file, long length) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }

    private static List<Path> files(Path db) throws IOException {
        try (Stream<Path> all = Files.list(db)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("LOCK"))
                    .sorted()
                    .toList();
        }
    }
}
