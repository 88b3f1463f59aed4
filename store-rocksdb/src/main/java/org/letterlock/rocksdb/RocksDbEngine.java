package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The record engine on RocksDB, in one folder of this machine (`docs/formats/store-folder.md`).
///
/// Thread-safe, made for many virtual threads: commits are merged by one committer thread into synced
/// writes, reads of what lies in memory run where the caller stands, all else on a few platform
/// threads.
///
/// A failed write shuts the store for writes until RocksDB could be opened again, which the engine
/// tries at once and then every second; there is no need to restart the process.
public final class RocksDbEngine implements RecordEngine {
    private static final System.Logger LOG = System.getLogger("org.letterlock.rocksdb");

    private final Settings settings;
    private final StoreFolder folder;
    private final Access access;
    private final Recovery recovery;
    private final PlatformThreads platform;
    private final Reads reads;
    private final Committer committer;
    private final WriteOptions unsynced = new WriteOptions();
    private final AtomicBoolean closing = new AtomicBoolean();

    private RocksDbEngine(Settings settings, StoreFolder folder, Database database, boolean synced) {
        this.settings = settings;
        this.folder = folder;
        this.access = new Access(database);
        this.recovery = new Recovery(access, folder);
        this.platform = new PlatformThreads(settings.options.readThreads());
        this.reads = new Reads(access, platform);
        this.committer = new Committer(access, folder, recovery, synced);
    }

    /// Opens the store in `folder`, or makes it there if the folder is missing or empty.
    ///
    /// @throws StoreException.Corrupt if a file is damaged, shortened or missing; no file was changed
    ///     then
    /// @throws StoreException         if another process has it open, or the file system refuses
    public static RocksDbEngine open(Path folder, RocksDbOptions options) {
        return open(folder, options, true);
    }

    static RocksDbEngine open(Path folder, RocksDbOptions options, boolean synced) {
        var settings = new Settings(options);
        @Nullable StoreFolder locked = null;
        try {
            locked = StoreFolder.open(folder, settings);
            return new RocksDbEngine(settings, locked, locked.database(), synced);
        } catch (RuntimeException failure) {
            if (locked != null) {
                locked.close();
            }
            settings.close();
            throw failure;
        }
    }

    @Override
    public List<@Nullable Sealed> read(List<RecordKey> keys) {
        return reads.read(keys);
    }

    @Override
    public void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        reads.scan(partition, kind, from, to, sink);
    }

    @Override
    public void stage(List<StoredRecord> records) {
        platform.run(() -> write(records));
    }

    @Override
    public Outcome submit(long expected, Batch batch) {
        return committer.submit(expected, batch);
    }

    @Override
    public long version(UUID partition) {
        recovery.checkSettled(partition);
        return reads.version(partition);
    }

    @Override
    public void partitions(Kind kind, Predicate<UUID> sink) {
        reads.partitions(kind, sink);
    }

    @Override
    public List<String> verify() {
        return platform.run(() -> call("verify", database -> new Verification(database, folder.folder()).run()));
    }

    @Override
    public Map<String, String> stats() {
        return platform.run(() -> call("stats", database -> new Figures(database, settings, committer).all()));
    }

    /// Commits what was submitted, flushes, and leaves the folder so that the next start finds any
    /// change in it.
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        committer.close();
        platform.close();
        @Nullable Long sequence = recovery.isBroken() ? null : flush();
        access.close();
        try {
            if (sequence != null) {
                folder.closedInGoodOrder(sequence);
            }
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "the store was not closed in good order: {0}", failure.getMessage());
        }
        folder.close();
        reads.close();
        unsynced.close();
        settings.close();
    }

    private @Nullable Long flush() {
        try {
            return access.use(database -> {
                database.flush();
                return database.db.getLatestSequenceNumber();
            });
        } catch (RocksDBException | StoreException failure) {
            LOG.log(System.Logger.Level.WARNING, "the store was not flushed: {0}", failure.getMessage());
            return null;
        }
    }

    private int write(List<StoredRecord> records) {
        recovery.checkUsable();
        folder.checkSpaceToStage();
        return call("stage", database -> {
            try (var writes = new WriteBatch()) {
                for (StoredRecord record : records) {
                    RecordKey key = record.key();
                    writes.put(
                            database.family(key.kind()),
                            KeyBytes.of(key),
                            record.value().bytes());
                }
                database.db.write(unsynced, writes);
                return records.size();
            } catch (RocksDBException failure) {
                recovery.report(failure);
                throw failure;
            }
        });
    }

    private <T> T call(String doing, Access.Use<T> use) {
        try {
            return access.use(use);
        } catch (RocksDBException failure) {
            throw Failures.of(doing, failure);
        }
    }
}
