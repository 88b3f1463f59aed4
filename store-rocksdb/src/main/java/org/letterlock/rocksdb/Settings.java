package org.letterlock.rocksdb;

import java.util.List;
import java.util.Properties;
import org.letterlock.store.Kind;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/// RocksDB's options, and the memory that all of a store's column families share. Outlives a
/// reopening.
final class Settings implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final long MIB = 1 << 20;

    final RocksDbOptions options;
    private final Cache cache;
    private final WriteBufferManager memtables;
    private final BloomFilter bloom = new BloomFilter(10);
    private final RocksLog log = new RocksLog();

    Settings(RocksDbOptions options) {
        this.options = options;
        this.cache = new LRUCache(options.cacheBytes());
        this.memtables = new WriteBufferManager(options.memtableBytes(), cache);
    }

    DBOptions database(boolean create) {
        return withUnnamed()
                .setCreateIfMissing(create)
                .setErrorIfExists(create)
                .setCreateMissingColumnFamilies(create)
                .setLogger(log)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(options.walBytes())
                .setWriteBufferManager(memtables)
                .setMaxOpenFiles(1000)
                .setMaxBackgroundJobs(2)
                .setStatsDumpPeriodSec(0)
                .setBytesPerSync(MIB);
    }

    /// Options that the Java face has no setter for.
    private static DBOptions withUnnamed() {
        var properties = new Properties();
        properties.setProperty("track_and_verify_wals_in_manifest", "true");
        properties.setProperty("max_manifest_file_size", Long.toString(16 * MIB));
        try (var config = new ConfigOptions()) {
            DBOptions parsed = DBOptions.getDBOptionsFromProps(config, properties);
            if (parsed == null) {
                throw new IllegalStateException("RocksDB does not know its options: " + properties.keySet());
            }
            return parsed;
        }
    }

    /// Sealed values do not compress. Only content goes to blob files.
    ColumnFamilyOptions family(Kind.Family family) {
        ColumnFamilyOptions columns = plain();
        return switch (family) {
            case LOG, PAGE -> columns;
            case CONTENT ->
                columns.setEnableBlobFiles(true)
                        .setMinBlobSize(options.blobBytes())
                        .setBlobCompressionType(CompressionType.NO_COMPRESSION)
                        .setEnableBlobGarbageCollection(true);
        };
    }

    /// A checksum that the platform has, over each block by itself: what [TableRemains] needs to
    /// tell what is left of a damaged table.
    ColumnFamilyOptions plain() {
        var table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFilterPolicy(bloom)
                .setFormatVersion(5)
                .setChecksumType(ChecksumType.kCRC32c)
                .setBlockSize(8192);
        return new ColumnFamilyOptions()
                .setTableFormatConfig(table)
                .setWriteBufferSize(options.memtableBytes() / 4)
                .setMaxWriteBufferNumber(4)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setBottommostCompressionType(CompressionType.NO_COMPRESSION)
                .setCompressionPerLevel(List.of());
    }

    @Override
    public void close() {
        memtables.close();
        cache.close();
        bloom.close();
        log.close();
    }
}
