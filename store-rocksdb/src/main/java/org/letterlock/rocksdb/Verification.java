package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.letterlock.store.StoreException;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/// Reads every byte that still matters and checks it against its checksum. What is only in memory is
/// flushed first: what lies in the write-ahead log does not matter after that, and is healed by it.
record Verification(Database database, Path folder) {
    private static final long READAHEAD = 2 << 20;

    List<String> run() {
        var wrong = new ArrayList<String>();
        check(wrong, "flush", database::flush);
        check(wrong, "table files", database.db::verifyChecksum);
        for (ColumnFamilyHandle family : database.all()) {
            check(wrong, "records", () -> readAll(family));
        }
        checkManifest(wrong);
        return wrong;
    }

    /// Whether every live record reads; changes nothing.
    boolean readable() {
        var wrong = new ArrayList<String>();
        check(wrong, "table files", database.db::verifyChecksum);
        for (ColumnFamilyHandle family : database.all()) {
            check(wrong, "records", () -> readAll(family));
        }
        return wrong.isEmpty();
    }

    private interface Step {
        void run() throws RocksDBException;
    }

    private static void check(List<String> wrong, String what, Step step) {
        try {
            step.run();
        } catch (RocksDBException failure) {
            wrong.add(what + ": " + failure.getMessage());
        }
    }

    private void readAll(ColumnFamilyHandle family) throws RocksDBException {
        try (var options = new ReadOptions()
                        .setVerifyChecksums(true)
                        .setFillCache(false)
                        .setReadaheadSize(READAHEAD);
                var cursor = database.db.newIterator(family, options)) {
            for (cursor.seekToFirst(); cursor.isValid(); cursor.next()) {
                cursor.value();
            }
            cursor.status();
        }
    }

    private void checkManifest(List<String> wrong) {
        try {
            String current = Files.readString(folder.resolve("CURRENT"), StandardCharsets.ISO_8859_1);
            if (!current.matches("MANIFEST-\\d{6,}\n")) {
                wrong.add(folder.resolve("CURRENT") + " is damaged");
                return;
            }
            Path manifest = folder.resolve(current.strip());
            long size = database.db.getLiveFiles(false).manifestFileSize;
            if (!LogFile.isWhole(manifest, size)) {
                wrong.add(manifest + " is damaged");
            }
            Mark.read(folder);
        } catch (IOException | StoreException failure) {
            wrong.add("manifest: " + failure.getMessage());
        } catch (RocksDBException failure) {
            wrong.add("manifest: " + failure.getMessage());
        }
    }
}
