package org.letterlock.rocksdb;

import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;
import org.rocksdb.RocksDBException;

/// Keeps the database open while anybody is inside it, and lets it be swapped for a fresh opening or
/// closed. Thread-safe.
final class Access {
    /// A use of the open database; runs with a lock held, so it must not call back into the store's
    /// users.
    interface Use<T> {
        T in(Database database) throws RocksDBException;
    }

    /// Makes the next opening, once the one before it is closed.
    interface Opening {
        Database open() throws StoreException;
    }

    private final StampedLock lock = new StampedLock();
    private @Nullable Database database;
    private boolean closed;

    Access(Database database) {
        this.database = database;
    }

    <T> T use(Use<T> use) throws RocksDBException {
        long stamp = lock.readLock();
        try {
            return use.in(current());
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /// A use without a result.
    interface Act {
        void in(Database database) throws RocksDBException;
    }

    void act(Act act) throws RocksDBException {
        use(database -> {
            act.in(database);
            return true;
        });
    }

    /// Waits until nobody is inside, closes, and opens again. If that fails there is no database until
    /// a later call succeeds.
    void reopen(Opening opening) {
        long stamp = lock.writeLock();
        try {
            if (closed) {
                throw new StoreException.Closed();
            }
            if (database != null) {
                database.close();
                database = null;
            }
            database = opening.open();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /// Waits until nobody is inside. Idempotent.
    void close() {
        long stamp = lock.writeLock();
        try {
            closed = true;
            if (database != null) {
                database.close();
                database = null;
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private Database current() {
        if (closed) {
            throw new StoreException.Closed();
        }
        if (database == null) {
            throw new StoreException("the store could not be opened again after an I/O error; it keeps trying");
        }
        return database;
    }
}
