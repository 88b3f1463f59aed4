package org.letterlock.rocksdb;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;
import org.rocksdb.RocksDBException;

/// Brings the store back after a failed write. RocksDB then refuses every other write until the
/// database is closed and opened again; the replay of its log also decides what became of the write
/// that failed.
///
/// Failures may be reported by any thread; only the committer's thread recovers, at once and then once
/// a second.
final class Recovery {
    private static final System.Logger LOG = System.getLogger("org.letterlock.rocksdb");
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Access access;
    private final StoreFolder folder;
    /// Partitions with a commit of unknown outcome.
    private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();

    private volatile @Nullable RocksDBException broken;
    private int attempts;
    private long attempted = System.nanoTime() - PAUSE_NANOS;

    Recovery(Access access, StoreFolder folder) {
        this.access = access;
        this.folder = folder;
    }

    void report(RocksDBException failure) {
        broken = failure;
    }

    boolean isBroken() {
        return broken != null;
    }

    void doubt(UUID partition) {
        doubtful.add(partition);
    }

    /// @throws StoreException while it is unknown what became of the partition's last commit
    void checkSettled(UUID partition) {
        if (doubtful.contains(partition)) {
            throw new StoreException.Unsettled("what became of the last commit to " + partition + " is not known yet");
        }
    }

    /// @throws StoreException while no write can succeed; nothing was written then
    void checkUsable() {
        RocksDBException failure = broken;
        if (failure != null) {
            throw Failures.of("the store is shut for writes", failure);
        }
    }

    /// Closes and opens the database if it is broken and the last attempt is long enough ago. Returns
    /// whether it can be written now. Without space it stays open, for those who read.
    boolean attempt() {
        if (broken == null) {
            return true;
        }
        if (System.nanoTime() - attempted < PAUSE_NANOS) {
            return false;
        }
        attempted = System.nanoTime();
        attempts++;
        try {
            folder.checkSpaceToCommit();
            access.reopen(folder::database);
        } catch (StoreException failure) {
            if (attempts == 1) {
                LOG.log(System.Logger.Level.ERROR, "the store is shut for writes: {0}", failure.getMessage());
            }
            return false;
        }
        broken = null;
        attempts = 0;
        doubtful.clear();
        LOG.log(System.Logger.Level.INFO, "the store can be written again");
        return true;
    }
}
