package org.letterlock.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.Kind;
import org.letterlock.store.Kind.Family;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// One opening of the database and all native objects that belong to it. Thread-safe, but nobody may
/// use it while or after it is closed: [Access] sees to that.
final class Database implements AutoCloseable {
    final RocksDB db;
    /// Partition → version (8 bytes).
    final ColumnFamilyHandle versions;

    private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
    private final List<AbstractImmutableNativeReference> owned;

    private Database(RocksDB db, List<ColumnFamilyHandle> handles, List<AbstractImmutableNativeReference> owned) {
        this.db = db;
        this.owned = owned;
        this.versions = handles.getFirst();
        for (Family family : Family.values()) {
            families.put(family, handles.get(1 + family.ordinal()));
        }
    }

    static Database create(Path folder, Settings settings) throws RocksDBException {
        return open(folder, settings, settings.database(true), RocksDB::open);
    }

    static Database open(Path folder, Settings settings) throws RocksDBException {
        return open(folder, settings, settings.database(false), RocksDB::open);
    }

    /// Replays the log into memory and changes no file.
    static Database openReadOnly(Path folder, Settings settings) throws RocksDBException {
        return open(folder, settings, settings.database(false), RocksDB::openReadOnly);
    }

    private interface Opening {
        RocksDB open(
                DBOptions options, String path, List<ColumnFamilyDescriptor> families, List<ColumnFamilyHandle> handles)
                throws RocksDBException;
    }

    private static Database open(Path folder, Settings settings, DBOptions options, Opening opening)
            throws RocksDBException {
        var owned = new ArrayList<AbstractImmutableNativeReference>(List.of(options));
        var descriptors = new ArrayList<ColumnFamilyDescriptor>();
        descriptors.add(descriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.plain(), owned));
        for (Family family : Family.values()) {
            byte[] name = family.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            descriptors.add(descriptor(name, settings.family(family), owned));
        }
        var handles = new ArrayList<ColumnFamilyHandle>();
        try {
            return new Database(opening.open(options, folder.toString(), descriptors, handles), handles, owned);
        } catch (RocksDBException failure) {
            owned.forEach(AbstractImmutableNativeReference::close);
            throw failure;
        }
    }

    private static ColumnFamilyDescriptor descriptor(
            byte[] name, ColumnFamilyOptions options, List<AbstractImmutableNativeReference> owned) {
        owned.add(options);
        return new ColumnFamilyDescriptor(name, options);
    }

    ColumnFamilyHandle family(Kind kind) {
        return Objects.requireNonNull(families.get(kind.family()));
    }

    List<ColumnFamilyHandle> all() {
        var all = new ArrayList<ColumnFamilyHandle>();
        all.add(versions);
        all.addAll(families.values());
        return all;
    }

    long version(UUID partition) throws RocksDBException {
        return number(db.get(versions, KeyBytes.of(partition)));
    }

    long version(UUID partition, ReadOptions options) throws RocksDBException {
        return number(db.get(versions, options, KeyBytes.of(partition)));
    }

    private static long number(byte @Nullable [] bytes) {
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    void flush() throws RocksDBException {
        try (var wait = new FlushOptions().setWaitForFlush(true)) {
            db.flush(wait, all());
        }
    }

    @Override
    public void close() {
        all().forEach(ColumnFamilyHandle::close);
        db.close();
        owned.forEach(AbstractImmutableNativeReference::close);
    }
}
