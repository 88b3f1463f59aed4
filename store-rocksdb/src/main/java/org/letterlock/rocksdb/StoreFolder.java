package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.letterlock.store.StoreException;
import org.rocksdb.RocksDBException;

/// A store's folder, locked against other processes: LOCK, and `db/` with RocksDB's files, SEQUENCE
/// and INVENTORY. Refuses to open what is not as it was left, *before* RocksDB changes anything in
/// it. Used by one thread at a time.
final class StoreFolder implements AutoCloseable {
    private final Path root;
    private final Path folder;
    private final Settings settings;
    private final FolderLock lock;
    private final FileStore fileStore;
    private final Mark mark;

    private StoreFolder(Path root, Settings settings, FolderLock lock) throws IOException {
        this.root = root;
        this.folder = root.resolve("db");
        this.settings = settings;
        this.lock = lock;
        if (!Files.exists(folder)) {
            create();
        }
        check();
        this.fileStore = Files.getFileStore(folder);
        this.mark = Mark.open(folder);
    }

    static StoreFolder open(Path root, Settings settings) {
        try {
            makeDurably(root.toAbsolutePath());
            FolderLock lock = FolderLock.take(root);
            try {
                return new StoreFolder(root, settings, lock);
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw Failures.of("open " + root, failure);
        }
    }

    Mark mark() {
        return mark;
    }

    /// Opens the database for writing, and says in the mark that the folder is in use.
    Database database() {
        try {
            long known = Mark.read(folder).sequence();
            mark.write(new Mark.Content(false, known, 0));
            mark.sync();
            Files.deleteIfExists(folder.resolve(Inventory.NAME));
            Database database = Database.open(folder, settings);
            return ended(database, known) ? database : refuse(database, known);
        } catch (IOException failure) {
            throw Failures.of("open " + folder, failure);
        } catch (RocksDBException failure) {
            throw Failures.onOpen(folder, failure);
        }
    }

    /// @throws StoreException.Full if the file system has less room than the reserve asks for
    void checkSpaceToStage() {
        checkSpace(settings.options.reserveBytes());
    }

    /// What is committed is small, and some of it must go on while letters have to wait: the trail's
    /// events, without which no key can be used, and deletions, which give room back.
    ///
    /// @throws StoreException.Full if the file system has less room than a quarter of the reserve
    void checkSpaceToCommit() {
        checkSpace(settings.options.reserveBytes() / 4);
    }

    private void checkSpace(long wanted) {
        try {
            long usable = fileStore.getUsableSpace();
            if (usable < wanted) {
                throw new StoreException.Full("only " + usable + " bytes are left for the store in " + root);
            }
        } catch (IOException failure) {
            throw Failures.of("ask for the space left in " + root, failure);
        }
    }

    Path folder() {
        return folder;
    }

    /// To be called once the database is closed and everything in it is flushed to its files.
    void closedInGoodOrder(long sequence) throws IOException {
        long inventory = Inventory.write(folder);
        sync(folder);
        mark.write(new Mark.Content(true, sequence, inventory));
        mark.sync();
    }

    @Override
    public void close() {
        try {
            mark.close();
            lock.close();
        } catch (IOException failure) {
            throw Failures.of("close " + root, failure);
        }
    }

    /// Makes the database aside and renames it when it is whole, so that a half-made one is never
    /// taken for a store.
    private void create() throws IOException {
        if (RocksDbRepair.isUnderWay(root)) {
            throw new StoreException.Corrupt("a repair of " + root + " was stopped on its way; run it again");
        }
        Path aside = root.resolve("db.new");
        deleteAll(aside);
        Files.createDirectory(aside);
        try (Database database = Database.create(aside, settings)) {
            database.flush();
        } catch (RocksDBException failure) {
            throw Failures.of("create " + aside, failure);
        }
        try (Mark fresh = Mark.open(aside)) {
            fresh.write(new Mark.Content(true, 0, Inventory.write(aside)));
            fresh.sync();
        }
        sync(aside);
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        sync(root);
        syncAbove(root.toAbsolutePath());
    }

    /// A power cut must not take the folder, nor one above it that was made for it: the next start would
    /// find nothing, and begin anew.
    private static void makeDurably(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.getParent();
        if (above != null) {
            makeDurably(above);
        }
        Files.createDirectories(folder);
        syncAbove(folder);
    }

    private static void syncAbove(Path folder) throws IOException {
        Path above = folder.getParent();
        if (above != null) {
            sync(above);
        }
    }

    private void check() throws IOException {
        Mark.Content left = Mark.read(folder);
        if (left.clean()) {
            List<String> wrong = Inventory.check(folder, left.inventory());
            if (!wrong.isEmpty()) {
                throw new StoreException.Corrupt(String.join("; ", wrong));
            }
            return;
        }
        try (Database replayed = Database.openReadOnly(folder, settings)) {
            if (!ended(replayed, left.sequence())) {
                throw lostEnd(left.sequence(), replayed.db.getLatestSequenceNumber());
            }
        } catch (RocksDBException failure) {
            throw Failures.onOpen(folder, failure);
        }
    }

    private static boolean ended(Database database, long known) {
        return database.db.getLatestSequenceNumber() >= known;
    }

    private Database refuse(Database database, long known) {
        long found = database.db.getLatestSequenceNumber();
        database.close();
        throw lostEnd(known, found);
    }

    private StoreException.Corrupt lostEnd(long known, long found) {
        return new StoreException.Corrupt("the log in " + folder + " ends at write " + found + ", but writes up to "
                + known + " were made durable");
    }

    static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
