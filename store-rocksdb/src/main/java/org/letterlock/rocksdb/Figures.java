package org.letterlock.rocksdb;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// What `store stats` prints of this engine. Sizes in bytes.
record Figures(Database database, Settings settings, Committer committer) {
    Map<String, String> all() throws RocksDBException {
        var figures = new LinkedHashMap<String, String>();
        figures.put("engine", "rocksdb " + RocksDB.rocksdbVersion());
        figures.put("commits", Long.toString(committer.commits()));
        figures.put("synced writes", Long.toString(committer.groups()));
        figures.put("sequence", Long.toString(database.db.getLatestSequenceNumber()));
        figures.put("cache limit", Long.toString(settings.options.cacheBytes()));
        figures.put("cache used", Long.toString(database.db.getLongProperty("rocksdb.block-cache-usage")));
        figures.put("memtable limit", Long.toString(settings.options.memtableBytes()));
        put(figures, "memtables", "rocksdb.cur-size-all-mem-tables");
        put(figures, "table readers", "rocksdb.estimate-table-readers-mem");
        put(figures, "records (estimated)", "rocksdb.estimate-num-keys");
        put(figures, "table files", "rocksdb.live-sst-files-size");
        put(figures, "blob files", "rocksdb.live-blob-file-size");
        put(figures, "blob garbage", "rocksdb.live-blob-file-garbage-size");
        put(figures, "compaction pending", "rocksdb.estimate-pending-compaction-bytes");
        put(figures, "background errors", "rocksdb.background-errors");
        return figures;
    }

    private void put(Map<String, String> figures, String name, String property) throws RocksDBException {
        long sum = 0;
        for (var family : database.all()) {
            sum += database.db.getLongProperty(family, property);
        }
        figures.put(name, Long.toString(sum));
    }
}
