package org.letterlock.crypt;

import static org.letterlock.crypt.TamperedException.Failure.AUTHENTICATION;
import static org.letterlock.crypt.TamperedException.Failure.HEADER;
import static org.letterlock.crypt.TamperedException.Failure.LENGTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Tink's AES-256-GCM-HKDF streaming format (ciphertext segments of 65,536 bytes) written through JCE,
/// cut into one [Sealed] a segment: segment 0 carries the 40-byte header. Any segment opens by itself
/// once the header is known.
///
/// The payload length is authenticated outside (in the message's summary) and given to the reader,
/// which checks segment count and sizes before it opens the first byte.
public final class SealedStream {
    public static final int SEGMENT_BYTES = 65_536;
    /// No payload may be longer: 1 TiB.
    public static final long MAX_PAYLOAD_BYTES = 1L << 40;

    private static final int HEADER_BYTES = 1 + SegmentCipher.SALT_BYTES + SegmentCipher.PREFIX_BYTES;
    private static final int TEXT_BYTES = SEGMENT_BYTES - SegmentCipher.TAG_BYTES;
    private static final int FIRST_TEXT_BYTES = TEXT_BYTES - HEADER_BYTES;

    private SealedStream() {}

    /// Seals the whole payload. `place` is the same for all segments (its id is the message id).
    public static List<Sealed> seal(Secret key, Place place, byte[] payload) {
        return seal(CryptoProviders.process(), key, place, payload);
    }

    static List<Sealed> seal(CryptoProviders providers, Secret key, Place place, byte[] payload) {
        byte[] salt = new byte[SegmentCipher.SALT_BYTES];
        byte[] prefix = new byte[SegmentCipher.PREFIX_BYTES];
        providers.random().nextBytes(salt);
        providers.random().nextBytes(prefix);
        int count = segments(payload.length);
        var sealed = new ArrayList<Sealed>(count);
        try (var cipher = new SegmentCipher(providers, key, place, salt, prefix)) {
            for (int number = 0; number < count; number++) {
                int header = number == 0 ? HEADER_BYTES : 0;
                int length = textBytes(number, payload.length);
                byte[] out = new byte[1 + header + length + SegmentCipher.TAG_BYTES];
                out[0] = Suite.SEGMENT;
                if (number == 0) {
                    putHeader(out, salt, prefix);
                }
                cipher.encrypt(number, number == count - 1, payload, (int) startOf(number), length, out, 1 + header);
                sealed.add(new Sealed(out));
            }
        }
        return sealed;
    }

    private static void putHeader(byte[] out, byte[] salt, byte[] prefix) {
        out[1] = HEADER_BYTES;
        System.arraycopy(salt, 0, out, 2, salt.length);
        System.arraycopy(prefix, 0, out, 2 + salt.length, prefix.length);
    }

    /// How many segments a payload of that many bytes has (at least 1).
    public static int segments(long payloadLength) {
        if (payloadLength < 0 || payloadLength > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a payload of " + payloadLength + " bytes");
        }
        return payloadLength == 0 ? 1 : segmentOf(payloadLength - 1) + 1;
    }

    /// The segment in which payload byte `offset` lies.
    public static int segmentOf(long offset) {
        Objects.checkIndex(offset, MAX_PAYLOAD_BYTES);
        return (int) ((offset + HEADER_BYTES) / TEXT_BYTES);
    }

    /// The payload offset at which a segment starts.
    public static long startOf(int segment) {
        return segment == 0 ? 0 : (long) segment * TEXT_BYTES - HEADER_BYTES;
    }

    private static int textBytes(int segment, long payloadLength) {
        return (int) Math.min(payloadLength - startOf(segment), segment == 0 ? FIRST_TEXT_BYTES : TEXT_BYTES);
    }

    /// Opens segments of one sealed payload. Holds key material until closed, which any thread may do.
    public static final class Reader implements AutoCloseable {
        private final Place place;
        private final long payloadLength;
        private final int count;
        private final SegmentCipher cipher;

        private Reader(Place place, long payloadLength, SegmentCipher cipher) {
            this.place = place;
            this.payloadLength = payloadLength;
            this.count = segments(payloadLength);
            this.cipher = cipher;
        }

        /// Reads the header; proves nothing yet.
        ///
        /// @param first segment 0, which carries the header
        public static Reader open(Secret key, Place place, long payloadLength, Sealed first) throws TamperedException {
            return open(CryptoProviders.process(), key, place, payloadLength, first);
        }

        static Reader open(CryptoProviders providers, Secret key, Place place, long payloadLength, Sealed first)
                throws TamperedException {
            checkShape(place, payloadLength, 0, first);
            byte[] bytes = first.bytes();
            if (bytes[1] != HEADER_BYTES) {
                throw new TamperedException(HEADER, "a stream header of another format at " + place);
            }
            int saltEnd = 2 + SegmentCipher.SALT_BYTES;
            byte[] salt = Arrays.copyOfRange(bytes, 2, saltEnd);
            byte[] prefix = Arrays.copyOfRange(bytes, saltEnd, saltEnd + SegmentCipher.PREFIX_BYTES);
            return new Reader(place, payloadLength, new SegmentCipher(providers, key, place, salt, prefix));
        }

        /// Opens segment `number` into `out` at `offset`, and returns the number of plaintext bytes (at
        /// most [#SEGMENT_BYTES]).
        ///
        /// @throws TamperedException if it is not that segment of this payload; that part of `out` is
        ///     then zeroed
        /// @throws IndexOutOfBoundsException if there is no such segment, or no room for it in `out`
        public int segment(int number, Sealed sealed, byte[] out, int offset) throws TamperedException {
            Objects.checkIndex(number, count);
            checkShape(place, payloadLength, number, sealed);
            int length = textBytes(number, payloadLength);
            Objects.checkFromIndexSize(offset, length, out.length);
            int start = number == 0 ? 1 + HEADER_BYTES : 1;
            int cipherBytes = length + SegmentCipher.TAG_BYTES;
            if (!cipher.decrypt(number, number == count - 1, sealed.bytes(), start, cipherBytes, out, offset)) {
                throw new TamperedException(
                        AUTHENTICATION, "segment " + number + " not sealed under this key at " + place);
            }
            return length;
        }

        private static void checkShape(Place place, long payloadLength, int number, Sealed sealed)
                throws TamperedException {
            Suite.check(sealed, Suite.SEGMENT);
            int header = number == 0 ? HEADER_BYTES : 0;
            if (sealed.size() != 1 + header + textBytes(number, payloadLength) + SegmentCipher.TAG_BYTES) {
                throw new TamperedException(
                        LENGTH, "segment " + number + " of " + sealed.size() + " bytes at " + place);
            }
        }

        @Override
        public void close() {
            cipher.close();
        }
    }
}
