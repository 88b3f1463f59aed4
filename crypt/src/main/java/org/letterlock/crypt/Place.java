package org.letterlock.crypt;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/// Where a ciphertext belongs. Its encoding is the associated data of every seal, so that a record that
/// is swapped, moved or replayed does not open.
///
/// @param organization the organization, or the nil UUID for records of the instance
/// @param partition    the partition of the record engine (for a mailbox: the mailbox id)
/// @param kind         one byte that names the kind of record
/// @param id           the record's id inside partition and kind
/// @param version      which write of this record; 0 for records that are written once
/// @param generation   the generation of the key that seals it
/// @param previous     the tag of the entry before this one in a chain; empty where there is no chain
public record Place(
        UUID organization, UUID partition, byte kind, RecordId id, long version, int generation, RecordId previous) {
    public static final UUID INSTANCE = new UUID(0, 0);
    private static final int FIXED_BYTES = 54;
    public static final RecordId UNCHAINED = RecordId.of();

    public Place(UUID organization, UUID partition, byte kind, RecordId id, long version, int generation) {
        this(organization, partition, kind, id, version, generation, UNCHAINED);
    }

    public Place {
        if (version < 0 || generation < 0) {
            throw new IllegalArgumentException("negative version or generation");
        }
    }

    public Place after(RecordId tag) {
        return new Place(organization, partition, kind, id, version, generation, tag);
    }

    /// The associated data of a seal of this suite: suite, organization, partition, kind, id, version,
    /// generation and previous tag, each preceded by its length as one byte, so that no two places
    /// encode alike (`docs/formats/sealed.md`). At most 182 bytes.
    byte[] encode(byte suite) {
        var out = ByteBuffer.allocate(FIXED_BYTES + id.size() + previous.size());
        out.put((byte) 1).put(suite);
        putUuid(out, organization);
        putUuid(out, partition);
        out.put((byte) 1).put(kind);
        out.put((byte) id.size());
        id.put(out);
        out.put((byte) Long.BYTES).putLong(version);
        out.put((byte) Integer.BYTES).putInt(generation);
        out.put((byte) previous.size());
        previous.put(out);
        return out.array();
    }

    private static void putUuid(ByteBuffer out, UUID uuid) {
        out.put((byte) 16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    /// By opaque numbers only, for messages of exceptions and logs.
    @Override
    public String toString() {
        return "partition " + partition + " kind 0x" + HexFormat.of().toHexDigits(kind) + " id " + id + " version "
                + version + " generation " + generation;
    }
}
