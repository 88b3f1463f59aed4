package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Kind;
import org.letterlock.store.StoreException;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// One run over a damaged database's files, and the new database that comes of it. Used once.
final class Salvaging {
    private static final int PARTITION_BYTES = 16;
    private static final long WRITE_BYTES = 4 << 20;
    /// Kinds whose values say which version of their partition wrote them.
    private static final EnumSet<Kind> VERSIONED =
            EnumSet.complementOf(EnumSet.of(Kind.INDEX, Kind.SUMMARY, Kind.KEY, Kind.CONTENT, Kind.CHECK));

    private final Path damaged;
    private final Settings settings;
    private final Remains remains = new Remains();
    private final Numbers numbers = new Numbers();
    private final List<String> damage = new ArrayList<>();
    private final Map<UUID, Long> versions = new HashMap<>();

    Salvaging(Path damaged, Settings settings) {
        this.damaged = damaged;
        this.settings = settings;
    }

    RocksDbRepair.Salvage into(Path folder) throws IOException {
        Mark.@Nullable Content mark = mark();
        boolean whole = new Intact(damaged, settings).holds(mark);
        for (Path table : files(".sst")) {
            TableRemains.read(table, remains, damage);
        }
        long inTables = remains.last();
        for (Path log : files(".log")) {
            LogRemains.read(log, remains, numbers, damage);
        }
        for (Path blobs : files(".blob")) {
            BlobRemains.read(blobs, remains, damage);
        }
        long records = write(folder, whole);
        long durable = mark == null ? numbers.last() : mark.sequence();
        return new RocksDbRepair.Salvage(damage, whole ? List.of() : numbers.gaps(inTables, durable), whole, records);
    }

    private Mark.@Nullable Content mark() throws IOException {
        try {
            return Mark.read(damaged);
        } catch (StoreException.Corrupt corrupt) {
            damage.add(String.valueOf(corrupt.getMessage()));
            return null;
        }
    }

    private List<Path> files(String end) throws IOException {
        try (Stream<Path> all = Files.list(damaged)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private long write(Path folder, boolean whole) throws IOException {
        Path target = Files.createDirectories(folder.resolve("db"));
        long records = 0;
        try (Database database = Database.create(target, settings);
                var unlogged = new WriteOptions().setDisableWAL(true)) {
            var batch = new WriteBatch();
            for (Map.Entry<byte[], Remains.Found> each : remains.all().entrySet()) {
                records += put(database, batch, each.getKey(), each.getValue());
                if (batch.getDataSize() > WRITE_BYTES) {
                    database.db.write(unlogged, batch);
                    batch.clear();
                }
            }
            for (Map.Entry<UUID, Long> version : versions.entrySet()) {
                raise(database, batch, version.getKey(), version.getValue(), whole);
            }
            database.db.write(unlogged, batch);
            batch.close();
            database.flush();
        } catch (RocksDBException failure) {
            throw Failures.of("write " + target, failure);
        }
        try (Mark fresh = Mark.open(target)) {
            fresh.write(new Mark.Content(true, 0, Inventory.write(target)));
            fresh.sync();
        }
        StoreFolder.sync(target);
        StoreFolder.sync(folder);
        return records;
    }

    /// Returns how many records that were: 0 for a version, and for what is gone.
    private int put(Database database, WriteBatch batch, byte[] key, Remains.Found found) throws RocksDBException {
        if (found.value() instanceof Remains.Value.Gone) {
            return 0;
        }
        @Nullable Kind kind = kind(key);
        byte[] value;
        try {
            value = Remains.read(found.value());
        } catch (IOException lost) {
            damage.add("a value of " + (kind == null ? "a partition's version" : kind) + " in partition "
                    + KeyBytes.partition(key) + ": " + lost.getMessage());
            return 0;
        }
        if (key.length == PARTITION_BYTES) {
            batch.put(database.versions, key, value);
            return 0;
        }
        if (kind == null) {
            damage.add("a record of no known kind in partition " + KeyBytes.partition(key));
            return 0;
        }
        ColumnFamilyHandle family = database.family(kind);
        batch.put(family, key, value);
        learn(kind, key, value);
        return 1;
    }

    /// A partition's version is at least that of each of its records.
    private void learn(Kind kind, byte[] key, byte[] value) {
        UUID partition = KeyBytes.partition(key);
        long seen = VERSIONED.contains(kind) ? Sealed.fromStorage(value).version() : 0;
        versions.merge(partition, seen, Math::max);
    }

    /// A version that is lost, or older than a record, is put right.
    private void raise(Database database, WriteBatch batch, UUID partition, long seen, boolean whole)
            throws RocksDBException {
        Remains.@Nullable Found found = remains.all().get(KeyBytes.of(partition));
        if (!whole && seen > version(found)) {
            byte[] version = ByteBuffer.allocate(Long.BYTES).putLong(seen).array();
            batch.put(database.versions, KeyBytes.of(partition), version);
        }
    }

    private static long version(Remains.@Nullable Found found) {
        if (found == null || found.value() instanceof Remains.Value.Gone) {
            return 0;
        }
        try {
            return ByteBuffer.wrap(Remains.read(found.value())).getLong();
        } catch (IOException lost) {
            return 0;
        }
    }

    private static @Nullable Kind kind(byte[] key) {
        if (key.length <= PARTITION_BYTES) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (KeyBytes.isOf(key, kind)) {
                return kind;
            }
        }
        return null;
    }
}
