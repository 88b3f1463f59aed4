package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;
import org.rocksdb.RocksDBException;

/// Whether a database holds all that was acknowledged, though a file that can be made anew is
/// damaged (CURRENT, OPTIONS, IDENTITY, INVENTORY). RocksDB is asked, in a folder of links to the
/// other files.
record Intact(Path damaged, Settings settings) {
    private static final String LINKS = "links";

    /// @param mark how far it must reach; null: nobody knows
    boolean holds(Mark.@Nullable Content mark) throws IOException {
        Path manifest = manifest();
        if (mark == null || manifest == null) {
            return false;
        }
        Path links = damaged.resolveSibling(LINKS);
        StoreFolder.deleteAll(links);
        try {
            link(links);
            Files.writeString(links.resolve("CURRENT"), manifest.getFileName() + "\n");
            return verifies(links, mark);
        } finally {
            StoreFolder.deleteAll(links);
        }
    }

    private boolean verifies(Path links, Mark.Content mark) throws IOException {
        try (Database database = Database.openReadOnly(links, settings)) {
            return database.db.getLatestSequenceNumber() >= mark.sequence()
                    && new Verification(database, links).readable();
        } catch (RocksDBException | StoreException refused) {
            return false;
        }
    }

    /// The one in use is the last.
    private @Nullable Path manifest() throws IOException {
        try (Stream<Path> all = Files.list(damaged)) {
            List<Path> manifests = all.filter(
                            file -> String.valueOf(file.getFileName()).matches("MANIFEST-\\d{6,}"))
                    .sorted()
                    .toList();
            boolean whole =
                    !manifests.isEmpty() && LogFile.isWhole(manifests.getLast(), Files.size(manifests.getLast()));
            return whole ? manifests.getLast() : null;
        }
    }

    private void link(Path links) throws IOException {
        Files.createDirectory(links);
        try (Stream<Path> all = Files.list(damaged)) {
            for (Path file : all.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("MANIFEST-\\d+|\\d+\\.(sst|blob|log)")) {
                    Files.createSymbolicLink(links.resolve(name), file.toAbsolutePath());
                }
            }
        }
    }
}
