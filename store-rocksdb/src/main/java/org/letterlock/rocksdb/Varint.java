package org.letterlock.rocksdb;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// RocksDB's variable-length numbers: seven bits a byte, the lowest first.
final class Varint {
    private Varint() {}

    /// @throws BufferUnderflowException if it does not end
    static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }

    /// A length that lies within what is left.
    static int length(ByteBuffer in) {
        long value = read(in);
        if (value < 0 || value > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) value;
    }

    static byte[] bytes(ByteBuffer in) {
        var bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }
}
