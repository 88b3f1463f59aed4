package org.letterlock.store;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;

/// Names one record: partition (16 bytes) ‖ kind (1 byte) ‖ id. Sorted in that order, unsigned.
public record RecordKey(UUID partition, Kind kind, RecordId id) implements Comparable<RecordKey> {
    /// [UUID#compareTo] is signed; engines sort bytes.
    private static final Comparator<UUID> UNSIGNED = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private static final Comparator<RecordKey> ORDER = Comparator.comparing(RecordKey::partition, UNSIGNED)
            .thenComparing(key -> key.kind().code())
            .thenComparing(RecordKey::id);

    /// The place of this record, for sealing.
    public Place place(UUID organization, long version, int generation) {
        return new Place(organization, partition, kind.code(), id, version, generation);
    }

    /// The partition whose bytes come right after; null after the last one.
    public static @Nullable UUID partitionAfter(UUID partition) {
        long low = partition.getLeastSignificantBits() + 1;
        long high = partition.getMostSignificantBits() + (low == 0 ? 1 : 0);
        return low == 0 && high == 0 ? null : new UUID(high, low);
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
