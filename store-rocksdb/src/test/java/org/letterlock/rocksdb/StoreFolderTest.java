package org.letterlock.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryFolder;
import org.letterlock.store.Outcome;
import org.letterlock.store.SealedRecords;
import org.letterlock.store.StoreException;

class StoreFolderTest {
    private static final RocksDbOptions OPTIONS = new RocksDbOptions(8 << 20, 4 << 20, 8 << 20, 8192, 2, 0);
    private static final UUID PARTITION = new UUID(3, 3);

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @Test
    void onlyOneProcessMayHaveItOpenAndTheOtherIsToldSo() throws Exception {
        try (var engine = RocksDbEngine.open(folder, OPTIONS)) {
            assertThatThrownBy(() -> RocksDbEngine.open(folder, OPTIONS))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("already open in this process");
            Process other = ChildJvm.of(LossWorkload.class, folder.toString(), "1", "true")
                    .redirectError(ProcessBuilder.Redirect.PIPE)
                    .start();
            String said = new String(other.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("the store in " + folder + " is in use by another process");
            assertThat(other.waitFor()).isNotZero();
            assertThat(engine.submit(0, new Batch(PARTITION))).isNotNull();
        }
    }

    @Test
    void inTheReserveContentWaitsAndCommitsGoOn() throws Exception {
        long usable = Files.getFileStore(folder).getUsableSpace();
        try (var sealed = new SealedRecords();
                var engine = RocksDbEngine.open(folder, OPTIONS.withReserveBytes(2 * usable))) {
            var record = sealed.record(PARTITION, Kind.LOG, RecordId.of(1), 1, new byte[9]);
            assertThatThrownBy(() -> engine.stage(List.of(record))).isInstanceOf(StoreException.Full.class);
            assertThat(engine.submit(0, new Batch(PARTITION).put(Kind.LOG, RecordId.of(1), record.value())))
                    .isEqualTo(new Outcome.Committed(1));
        }
    }

    @Test
    void belowAQuarterOfTheReserveItIsFullForWritersAndOpenForReaders() {
        try (var sealed = new SealedRecords()) {
            var record = sealed.record(PARTITION, Kind.LOG, RecordId.of(1), 1, new byte[9]);
            var batch = new Batch(PARTITION).put(Kind.LOG, RecordId.of(1), record.value());
            try (var engine = RocksDbEngine.open(folder, OPTIONS)) {
                engine.submit(0, batch);
            }
            try (var engine = RocksDbEngine.open(folder, OPTIONS.withReserveBytes(Long.MAX_VALUE))) {
                assertThatThrownBy(() -> engine.submit(1, batch)).isInstanceOf(StoreException.Full.class);
                assertThatThrownBy(() -> engine.stage(List.of(record))).isInstanceOf(StoreException.Full.class);
                assertThat(engine.version(PARTITION)).isEqualTo(1);
                assertThat(engine.read(List.of(record.key()))).doesNotContainNull();
            }
        }
    }

    @Test
    void itHoldsNoOtherFilesThanThoseThatTheFormatNames() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (var engine = RocksDbEngine.open(folder, OPTIONS)) {
                engine.submit(i, new Batch(PARTITION));
                assertThat(names()).noneMatch(name -> name.startsWith("LOG") || name.contains("tmp"));
            }
        }
        assertThat(names())
                .allMatch(name -> name.matches("LOCK|CURRENT|IDENTITY|SEQUENCE|INVENTORY|MANIFEST-\\d+|OPTIONS-\\d+"
                        + "|\\d+\\.(sst|blob|log)"));
    }

    @Test
    void whatIsNoStoreIsNotTakenForOne() throws IOException {
        Path half = Files.createDirectories(folder.resolve("db"));
        assertThatThrownBy(() -> RocksDbEngine.open(folder, OPTIONS)).isInstanceOf(StoreException.Corrupt.class);
        Files.delete(half);
        Files.createDirectories(folder.resolve("db.new/left-by-a-crash"));
        try (var engine = RocksDbEngine.open(folder, OPTIONS)) {
            assertThat(engine.version(PARTITION)).isZero();
        }
        assertThat(folder.resolve("db.new")).doesNotExist();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> String.valueOf(path.getFileName()))
                    .toList();
        }
    }
}
