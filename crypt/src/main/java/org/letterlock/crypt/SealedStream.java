package org.letterlock.crypt;

import java.util.List;

/// Tink's AES-256-GCM-HKDF streaming format (ciphertext segments of 65,536 bytes) written through JCE, cut into one
/// [Sealed] a segment: segment 0 carries the 40-byte header. Any segment opens by itself once the header is known.
///
/// The payload length is authenticated outside (in the message's summary) and given to the reader, which checks segment
/// count and sizes before it opens the first byte.
public final class SealedStream {
    public static final int SEGMENT_BYTES = 65_536;

    private SealedStream() {}

    /// Seals the whole payload. `place` is the same for all segments (its id is the message id).
    public static List<Sealed> seal(Secret key, Place place, byte[] payload) {
        throw new UnsupportedOperationException("stub");
    }

    /// How many segments a payload of that many bytes has (at least 1).
    public static int segments(long payloadLength) {
        throw new UnsupportedOperationException("stub");
    }

    /// The segment in which payload byte `offset` lies.
    public static int segmentOf(long offset) {
        throw new UnsupportedOperationException("stub");
    }

    /// The payload offset at which a segment starts.
    public static long startOf(int segment) {
        throw new UnsupportedOperationException("stub");
    }

    /// Opens segments of one sealed payload. Not thread-safe. Holds key material until closed.
    public static final class Reader implements AutoCloseable {
        private Reader() {}

        /// @param first segment 0, which carries the header
        public static Reader open(Secret key, Place place, long payloadLength, Sealed first) throws TamperedException {
            throw new UnsupportedOperationException("stub");
        }

        /// Opens segment `number` into `out` at `offset`, and returns the number of plaintext bytes.
        public int segment(int number, Sealed sealed, byte[] out, int offset) throws TamperedException {
            throw new UnsupportedOperationException("stub");
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException("stub");
        }
    }
}
