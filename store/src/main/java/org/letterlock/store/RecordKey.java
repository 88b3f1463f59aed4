package org.letterlock.store;

import java.util.UUID;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;

/// Names one record: partition (16 bytes) ‖ kind (1 byte) ‖ id. Sorted in that order, unsigned.
public record RecordKey(UUID partition, Kind kind, RecordId id) {
    /// The place of this record, for sealing.
    public Place place(UUID organization, long version, int generation) {
        return new Place(organization, partition, kind.code(), id, version, generation);
    }
}
