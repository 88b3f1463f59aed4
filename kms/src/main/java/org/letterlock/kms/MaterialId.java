package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import org.letterlock.crypt.RecordId;

/// Names one key material of one key: 32 random bytes.
record MaterialId(UUID key, RecordId id) {
    static final int BYTES = 32;
    private static final int KEY_BYTES = 16;

    static MaterialId random(UUID key, SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new MaterialId(key, RecordId.of(bytes));
    }

    /// The name of the material's record: key ‖ id.
    RecordId record() {
        return RecordId.of(ByteBuffer.allocate(KEY_BYTES + BYTES)
                .putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits())
                .put(id.bytes())
                .array());
    }

    static MaterialId ofRecord(RecordId record) {
        var in = ByteBuffer.wrap(record.bytes());
        var key = new UUID(in.getLong(), in.getLong());
        var id = new byte[in.remaining()];
        in.get(id);
        return new MaterialId(key, RecordId.of(id));
    }

    /// For messages.
    static String brief(String id) {
        return id.substring(0, Math.min(id.length(), 2 * BYTES));
    }

    /// 64 hexadecimal digits, as `KeyMaterialId` shows it.
    String hex() {
        return HexFormat.of().formatHex(id.bytes());
    }
}
