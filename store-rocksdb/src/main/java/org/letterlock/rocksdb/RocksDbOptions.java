package org.letterlock.rocksdb;

/// What a [RocksDbEngine] may use. All sizes in bytes.
///
/// @param cacheBytes    the block cache, which index and filter blocks and the memtables are charged to
///     as well
/// @param memtableBytes how much of that the memtables of all families may take before they are flushed
/// @param walBytes      how long the write-ahead log may grow: what a start after a crash has to replay
/// @param blobBytes     content values of at least this size are kept in blob files, outside of
///     compactions
/// @param readThreads   platform threads that read from the disk on behalf of virtual threads
/// @param reserveBytes  room on the file system that is kept free, so that flushes and a restart still
///     find some: below it nothing more is staged ([org.letterlock.store.StoreException.Full]), below a
///     quarter of it nothing is committed either
public record RocksDbOptions(
        long cacheBytes, long memtableBytes, long walBytes, int blobBytes, int readThreads, long reserveBytes) {
    private static final long MIB = 1 << 20;

    public RocksDbOptions {
        if (cacheBytes < memtableBytes || memtableBytes < MIB || walBytes < MIB) {
            throw new IllegalArgumentException("cache ≥ memtables ≥ 1 MiB and log ≥ 1 MiB, please");
        }
        if (blobBytes < 1 || readThreads < 1 || reserveBytes < 0) {
            throw new IllegalArgumentException("blob size, read threads or reserve out of range");
        }
    }

    /// 256 MiB in all, 64 MiB of them for memtables.
    public static RocksDbOptions defaults() {
        return new RocksDbOptions(256 * MIB, 64 * MIB, 128 * MIB, 8192, 8, 256 * MIB);
    }

    public RocksDbOptions withReserveBytes(long bytes) {
        return new RocksDbOptions(cacheBytes, memtableBytes, walBytes, blobBytes, readThreads, bytes);
    }
}
