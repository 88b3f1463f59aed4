package org.letterlock.rocksdb;

import org.rocksdb.InfoLogLevel;
import org.rocksdb.Logger;

/// Sends RocksDB's errors to the system's log (its warnings are chatter). With this RocksDB writes no
/// LOG of its own.
final class RocksLog extends Logger {
    private static final System.Logger LOG = System.getLogger("org.letterlock.rocksdb");

    RocksLog() {
        super(InfoLogLevel.ERROR_LEVEL);
    }

    @Override
    protected void log(InfoLogLevel level, String message) {
        LOG.log(System.Logger.Level.ERROR, message);
    }
}
