package org.letterlock.crypt;

import java.util.ArrayList;
import java.util.List;

/// Seals nothing: see [Sealer] of this folder. Segments are cut as the real one cuts them.
public final class SealedStream {
    public static final int SEGMENT_BYTES = 65_536;
    public static final long MAX_PAYLOAD_BYTES = 1L << 40;

    private static final int HEADER_BYTES = 40;
    private static final int TEXT_BYTES = SEGMENT_BYTES - 16;
    private static final int FIRST_TEXT_BYTES = TEXT_BYTES - HEADER_BYTES;

    private SealedStream() {}

    public static List<Sealed> seal(Secret key, Place place, byte[] payload) {
        var sealed = new ArrayList<Sealed>();
        for (int number = 0; number < segments(payload.length); number++) {
            int start = number == 0 ? 1 + HEADER_BYTES : 1;
            int length = textBytes(number, payload.length);
            byte[] out = new byte[start + length + 16];
            out[0] = Suite.SEGMENT;
            System.arraycopy(payload, (int) startOf(number), out, start, length);
            sealed.add(new Sealed(out));
        }
        return sealed;
    }

    static List<Sealed> seal(CryptoProviders providers, Secret key, Place place, byte[] payload) {
        return seal(key, place, payload);
    }

    public static int segments(long payloadLength) {
        return payloadLength == 0 ? 1 : segmentOf(payloadLength - 1) + 1;
    }

    public static int segmentOf(long offset) {
        return (int) ((offset + HEADER_BYTES) / TEXT_BYTES);
    }

    public static long startOf(int segment) {
        return segment == 0 ? 0 : (long) segment * TEXT_BYTES - HEADER_BYTES;
    }

    private static int textBytes(int segment, long payloadLength) {
        return (int) Math.min(payloadLength - startOf(segment), segment == 0 ? FIRST_TEXT_BYTES : TEXT_BYTES);
    }

    public static final class Reader implements AutoCloseable {
        private final long payloadLength;

        private Reader(long payloadLength) {
            this.payloadLength = payloadLength;
        }

        public static Reader open(Secret key, Place place, long payloadLength, Sealed first) throws TamperedException {
            Suite.check(first, Suite.SEGMENT);
            return new Reader(payloadLength);
        }

        static Reader open(CryptoProviders providers, Secret key, Place place, long payloadLength, Sealed first)
                throws TamperedException {
            return open(key, place, payloadLength, first);
        }

        public int segment(int number, Sealed sealed, byte[] out, int offset) throws TamperedException {
            Suite.check(sealed, Suite.SEGMENT);
            int length = textBytes(number, payloadLength);
            System.arraycopy(sealed.bytes(), number == 0 ? 1 + HEADER_BYTES : 1, out, offset, length);
            return length;
        }

        @Override
        public void close() {}
    }
}
