package org.letterlock.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.letterlock.crypt.TamperedException;

/// An immutable column of numbers: what each lies above the smallest, in as few bytes (0, 1, 2, 4 or 8)
/// as the largest needs. The form in memory is the form in the record, so that reading a page is a
/// copy.
final class Column {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long base;
    private final int width;
    private final byte[] packed;

    private Column(long base, int width, byte[] packed) {
        this.base = base;
        this.width = width;
        this.packed = packed;
    }

    /// @param values not negative
    static Column of(long[] values, int count) {
        long min = Long.MAX_VALUE;
        long max = 0;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        long base = count == 0 ? 0 : min;
        int width = width(max - base);
        var packed = new byte[count * width];
        for (int i = 0; i < count; i++) {
            put(packed, i, width, values[i] - base);
        }
        return new Column(base, width, packed);
    }

    long get(int index) {
        return base
                + switch (width) {
                    case 0 -> 0;
                    case 1 -> packed[index] & 0xff;
                    case 2 -> (short) SHORTS.get(packed, index * 2) & 0xffff;
                    case 4 -> (int) INTS.get(packed, index * 4) & 0xffff_ffffL;
                    default -> (long) LONGS.get(packed, index * 8);
                };
    }

    void copyTo(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = get(i);
        }
    }

    int bytes() {
        return packed.length;
    }

    void encode(Encoder out) {
        out.number(base).u8(width).raw(packed);
    }

    static Column decode(Decoder in, int count) throws TamperedException {
        long base = in.number();
        int width = in.u8();
        if (base < 0 || (width & (width - 1)) != 0 || width > 8) {
            throw Decoder.malformed();
        }
        return new Column(base, width, in.raw(count * width));
    }

    private static int width(long range) {
        if (range == 0) {
            return 0;
        }
        if (range <= 0xff) {
            return 1;
        }
        if (range <= 0xffff) {
            return 2;
        }
        return range <= 0xffff_ffffL ? 4 : 8;
    }

    private static void put(byte[] packed, int index, int width, long value) {
        switch (width) {
            case 0 -> {}
            case 1 -> packed[index] = (byte) value;
            case 2 -> SHORTS.set(packed, index * 2, (short) value);
            case 4 -> INTS.set(packed, index * 4, (int) value);
            default -> LONGS.set(packed, index * 8, value);
        }
    }
}
