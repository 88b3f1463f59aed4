package org.letterlock.rocksdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Reads that never make a virtual thread hold its carrier through a disk's answer: what lies in
/// memory is read where the caller stands, the rest on the [PlatformThreads]. Thread-safe.
final class Reads implements AutoCloseable {
    private static final int FIRST_CHUNK_RECORDS = 32;
    private static final int CHUNK_RECORDS = 512;
    private static final long CHUNK_BYTES = 1 << 20;

    private final Access access;
    private final PlatformThreads platform;
    private final Attempts contentInMemory = new Attempts();
    private final ReadOptions memory = new ReadOptions().setReadTier(ReadTier.BLOCK_CACHE_TIER);
    private final ReadOptions disk = new ReadOptions();
    /// The tag of a sealed segment proves more than RocksDB's checksum would, and content is most of
    /// what is read.
    private final ReadOptions content = new ReadOptions().setVerifyChecksums(false);

    Reads(Access access, PlatformThreads platform) {
        this.access = access;
        this.platform = platform;
    }

    List<@Nullable Sealed> read(List<RecordKey> keys) {
        var values = new @Nullable Sealed[keys.size()];
        int done = PlatformThreads.isHere() ? 0 : inMemory(values, keys);
        if (done < values.length) {
            platform.run(() -> fill(values, keys, done, false));
        }
        return Arrays.asList(values);
    }

    /// Content lies in blob files once it has left the memtable, and an attempt at those always
    /// ends in an exception out of native code.
    private int inMemory(@Nullable Sealed[] values, List<RecordKey> keys) {
        boolean content = keys.stream().anyMatch(key -> key.kind() == Kind.CONTENT);
        if (content && !contentInMemory.worthwhile()) {
            return 0;
        }
        int done = fill(values, keys, 0, true);
        if (content) {
            contentInMemory.ended(done == values.length);
        }
        return done;
    }

    /// A partition's version; that of one in use lies in memory.
    long version(UUID partition) {
        OptionalLong known = PlatformThreads.isHere() ? OptionalLong.empty() : version(partition, true);
        return known.isPresent()
                ? known.getAsLong()
                : platform.run(() -> version(partition, false)).orElseThrow();
    }

    /// Empty if only memory was asked for and it is not there.
    private OptionalLong version(UUID partition, boolean memoryOnly) {
        return call("read a version", database -> {
            try {
                return OptionalLong.of(database.version(partition, memoryOnly ? memory : disk));
            } catch (RocksDBException failure) {
                if (memoryOnly && Failures.isIncomplete(failure)) {
                    return OptionalLong.empty();
                }
                throw failure;
            }
        });
    }

    void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink) {
        byte[] end = to == null ? KeyBytes.after(partition, kind) : KeyBytes.of(partition, kind, to);
        byte @Nullable [] start = KeyBytes.of(partition, kind, from);
        for (int limit = FIRST_CHUNK_RECORDS; start != null; limit = CHUNK_RECORDS) {
            Chunk chunk = chunk(new Range(partition, kind, start, end), limit);
            for (StoredRecord record : chunk.records) {
                if (!sink.test(record)) {
                    return;
                }
            }
            start = chunk.next;
        }
    }

    void partitions(Kind kind, Predicate<UUID> sink) {
        @Nullable UUID at = new UUID(0, 0);
        while (at != null) {
            UUID from = at;
            @Nullable UUID found = platform.run(() -> nextPartition(kind, from)).orElse(null);
            at = found == null || !sink.test(found) ? null : RecordKey.partitionAfter(found);
        }
    }

    @Override
    public void close() {
        memory.close();
        disk.close();
        content.close();
    }

    /// Reads from key number `from` on, until one is not in memory if only that is wanted. Returns
    /// how many are done.
    private int fill(@Nullable Sealed[] values, List<RecordKey> keys, int from, boolean memoryOnly) {
        return call("read", database -> {
            for (int i = from; i < values.length; i++) {
                try {
                    values[i] = get(database, keys.get(i), memoryOnly);
                } catch (RocksDBException failure) {
                    if (memoryOnly && Failures.isIncomplete(failure)) {
                        return i;
                    }
                    throw failure;
                }
            }
            return values.length;
        });
    }

    private @Nullable Sealed get(Database database, RecordKey key, boolean memoryOnly) throws RocksDBException {
        ReadOptions options = memoryOnly ? memory : key.kind() == Kind.CONTENT ? content : disk;
        byte[] bytes = database.db.get(database.family(key.kind()), options, KeyBytes.of(key));
        return bytes == null ? null : Sealed.fromStorage(bytes);
    }

    private record Range(UUID partition, Kind kind, byte[] start, byte[] end) {}

    /// @param next where to go on; null at the end
    private record Chunk(List<StoredRecord> records, byte @Nullable [] next) {}

    private Chunk chunk(Range range, int limit) {
        Optional<Chunk> inMemory = PlatformThreads.isHere() ? Optional.empty() : chunk(range, limit, true);
        return inMemory.orElseGet(
                () -> platform.run(() -> chunk(range, limit, false).orElseThrow()));
    }

    /// Empty if only memory was asked for and the records are not there.
    private Optional<Chunk> chunk(Range range, int limit, boolean memoryOnly) {
        return call("scan", database -> {
            try (var end = new Slice(range.end);
                    var options = new ReadOptions().setIterateUpperBound(end);
                    var cursor = iterator(database, range.kind, options, memoryOnly)) {
                cursor.seek(range.start);
                return Optional.of(collect(cursor, range, limit));
            } catch (RocksDBException failure) {
                if (memoryOnly && Failures.isIncomplete(failure)) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }

    private static RocksIterator iterator(Database database, Kind kind, ReadOptions options, boolean memoryOnly) {
        options.setReadTier(memoryOnly ? ReadTier.BLOCK_CACHE_TIER : ReadTier.READ_ALL_TIER);
        return database.db.newIterator(database.family(kind), options);
    }

    private static Chunk collect(RocksIterator cursor, Range range, int limit) throws RocksDBException {
        var records = new ArrayList<StoredRecord>();
        long bytes = 0;
        for (; cursor.isValid(); cursor.next()) {
            byte[] key = cursor.key();
            if (records.size() == limit || bytes >= CHUNK_BYTES) {
                return new Chunk(records, key);
            }
            byte[] value = cursor.value();
            bytes += value.length;
            records.add(new StoredRecord(
                    new RecordKey(range.partition, range.kind, KeyBytes.id(key)), Sealed.fromStorage(value)));
        }
        cursor.status();
        return new Chunk(records, null);
    }

    private Optional<UUID> nextPartition(Kind kind, UUID from) {
        return call("list partitions", database -> {
            try (var cursor = database.db.newIterator(database.family(kind))) {
                @Nullable UUID at = from;
                while (at != null) {
                    cursor.seek(KeyBytes.of(at, kind, RecordId.of()));
                    if (!cursor.isValid()) {
                        cursor.status();
                        return Optional.empty();
                    }
                    UUID found = KeyBytes.partition(cursor.key());
                    if (KeyBytes.isOf(cursor.key(), kind)) {
                        return Optional.of(found);
                    }
                    at = found.equals(at) ? RecordKey.partitionAfter(at) : found;
                }
                return Optional.empty();
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
