package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Says in the store's words what RocksDB says in its own, to which a file that is gone is an I/O
/// error. Its messages name files and numbers, never a value.
final class Failures {
    private Failures() {}

    static StoreException of(String doing, RocksDBException cause) {
        String message = doing + ": " + cause.getMessage();
        if (isNoSpace(cause)) {
            return new StoreException.Full(message, cause);
        }
        return code(cause) == Status.Code.Corruption || isFileGone(cause)
                ? new StoreException.Corrupt(message, cause)
                : new StoreException(message, cause);
    }

    /// When it opens, RocksDB calls some damage by other names.
    static StoreException onOpen(Path folder, RocksDBException cause) {
        Status.Code code = code(cause);
        if (isFileGone(cause)
                || code == Status.Code.InvalidArgument
                || code == Status.Code.NotFound
                || code == NOT_SUPPORTED) {
            return new StoreException.Corrupt("open " + folder + ": " + cause.getMessage(), cause);
        }
        return of("open " + folder, cause);
    }

    static StoreException of(String doing, IOException cause) {
        String message = doing + ": " + cause.getMessage();
        return String.valueOf(cause.getMessage()).contains("No space left")
                ? new StoreException.Full(message, cause)
                : new StoreException(message, cause);
    }

    static boolean isIncomplete(RocksDBException cause) {
        return code(cause) == Status.Code.Incomplete;
    }

    static boolean isNoSpace(RocksDBException cause) {
        Status status = cause.getStatus();
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }

    private static boolean isFileGone(RocksDBException cause) {
        return String.valueOf(cause.getMessage()).contains("No such file");
    }

    /// A log record that was not appended whole is dropped by any later replay, so nothing was
    /// written for certain; after a failed sync that is open.
    static boolean isWholeWriteRefused(RocksDBException cause) {
        return isNoSpace(cause) && String.valueOf(cause.getMessage()).contains("While appending to file");
    }

    private static final Status.Code NOT_SUPPORTED = Status.Code.NotSupported;

    private static Status.@Nullable Code code(RocksDBException cause) {
        Status status = cause.getStatus();
        return status == null ? null : status.getCode();
    }
}
