package org.letterlock.crypt;

import java.util.UUID;

/// Where a ciphertext belongs. Its [#encode()] is the associated data of every seal, so that a record that is swapped,
/// moved or replayed does not open.
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

    /// The fields in order, each preceded by its length as one byte: no two places encode alike.
    public byte[] encode() {
        throw new UnsupportedOperationException("stub");
    }
}
