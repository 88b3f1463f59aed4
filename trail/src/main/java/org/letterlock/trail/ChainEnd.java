package org.letterlock.trail;

import java.nio.ByteBuffer;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.StoreException;

/// Where the chain of events ends: what the guarded partition's root carries for the trail
/// (`docs/formats/trail.md`).
///
/// @param sequence the last event's number; 0: there is none
/// @param tag      the last event's tag
record ChainEnd(long sequence, RecordId tag) {
    static final ChainEnd EMPTY = new ChainEnd(0, Place.UNCHAINED);
    private static final byte FORMAT = 1;
    private static final int TAG_BYTES = 16;

    byte[] encode() {
        return ByteBuffer.allocate(1 + Long.BYTES + TAG_BYTES)
                .put(FORMAT)
                .putLong(sequence)
                .put(tag.bytes())
                .array();
    }

    static ChainEnd decode(byte[] bytes) {
        if (bytes.length == 0) {
            return EMPTY;
        }
        if (bytes.length != 1 + Long.BYTES + TAG_BYTES || bytes[0] != FORMAT) {
            throw new StoreException.Corrupt("the trail's end is of an unknown format");
        }
        var in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        long sequence = in.getLong();
        var tag = new byte[TAG_BYTES];
        in.get(tag);
        return new ChainEnd(sequence, RecordId.of(tag));
    }
}
