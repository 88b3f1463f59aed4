package org.letterlock.rocksdb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;

/// The bytes of a key: partition (16) ‖ kind (1) ‖ id (0 to 64). They sort as [RecordKey] does.
final class KeyBytes {
    private static final int PARTITION_BYTES = 16;
    private static final int PREFIX_BYTES = PARTITION_BYTES + 1;

    private KeyBytes() {}

    static byte[] of(RecordKey key) {
        return of(key.partition(), key.kind(), key.id());
    }

    static byte[] of(UUID partition, Kind kind, RecordId id) {
        byte[] idBytes = id.bytes();
        return ByteBuffer.allocate(PREFIX_BYTES + idBytes.length)
                .putLong(partition.getMostSignificantBits())
                .putLong(partition.getLeastSignificantBits())
                .put(kind.code())
                .put(idBytes)
                .array();
    }

    static byte[] of(UUID partition) {
        return ByteBuffer.allocate(PARTITION_BYTES)
                .putLong(partition.getMostSignificantBits())
                .putLong(partition.getLeastSignificantBits())
                .array();
    }

    /// The least key after all records of this partition and kind.
    static byte[] after(UUID partition, Kind kind) {
        byte[] bytes = of(partition, kind, RecordId.of());
        bytes[PARTITION_BYTES]++;
        return bytes;
    }

    static UUID partition(byte[] key) {
        var in = ByteBuffer.wrap(key);
        return new UUID(in.getLong(), in.getLong());
    }

    static boolean isOf(byte[] key, Kind kind) {
        return key[PARTITION_BYTES] == kind.code();
    }

    static RecordId id(byte[] key) {
        return RecordId.of(Arrays.copyOfRange(key, PREFIX_BYTES, key.length));
    }
}
