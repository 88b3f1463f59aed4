package org.letterlock.crypt;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// The opaque name of a record inside its partition and kind: numbers or a blind index, never a name or
/// an address. At most 64 bytes, compared unsigned byte by byte, so that big-endian numbers sort by
/// value. Immutable.
public final class RecordId implements Comparable<RecordId> {
    public static final int MAX_BYTES = 64;
    private final byte[] bytes;

    private RecordId(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("record id of " + bytes.length + " bytes, at most " + MAX_BYTES);
        }
        this.bytes = bytes;
    }

    /// The numbers as unsigned big-endian 64-bit words, one after the other.
    public static RecordId of(long... numbers) {
        var buffer = ByteBuffer.allocate(Long.BYTES * numbers.length);
        for (long number : numbers) {
            buffer.putLong(number);
        }
        return new RecordId(buffer.array());
    }

    public static RecordId of(byte[] bytes) {
        return new RecordId(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    void put(ByteBuffer out) {
        out.put(bytes);
    }

    public int size() {
        return bytes.length;
    }

    /// The big-endian 64-bit word number `index`, as given to [#of(long...)].
    public long number(int index) {
        return ByteBuffer.wrap(bytes).getLong(Long.BYTES * index);
    }

    @Override
    public int compareTo(RecordId other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
