package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.crypt.TamperedException.Failure;

class SealedStreamTest {
    private static final Place PLACE = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'B', RecordId.of(9), 0, 0);
    private final byte[] keyBytes = payload(32);
    private final Secret key = Secret.take(keyBytes.clone());

    @AfterEach
    void close() {
        key.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_479, 65_480, 65_481, 130_999, 131_000, 131_001, 300_000})
    void tinkOpensWhatIsSealedHereAndTheOtherWay(int length) throws Exception {
        byte[] payload = payload(length);
        var tink = new AesGcmHkdfStreaming(keyBytes, "HmacSha256", 32, SealedStream.SEGMENT_BYTES, 0);
        byte[] associated = PLACE.encode(Suite.SEGMENT);
        var joined = new ByteArrayOutputStream();
        for (var segment : SealedStream.seal(key, PLACE, payload)) {
            joined.write(segment.bytes(), 1, segment.size() - 1);
        }
        assertThat(tink.newDecryptingStream(new ByteArrayInputStream(joined.toByteArray()), associated)
                        .readAllBytes())
                .isEqualTo(payload);

        var theirs = new ByteArrayOutputStream();
        try (var out = tink.newEncryptingStream(theirs, associated)) {
            out.write(payload);
        }
        assertThat(openAll(payload.length, cut(theirs.toByteArray()))).isEqualTo(payload);
    }

    /// Any range, by the segments that hold it and no others.
    @Test
    void anyRangeIsReadFromItsOwnSegments() throws Exception {
        byte[] payload = payload(400_000);
        var sealed = SealedStream.seal(key, PLACE, payload);
        var random = new Random(20_261_124);
        byte[] segment = new byte[SealedStream.SEGMENT_BYTES];
        try (var reader = SealedStream.Reader.open(key, PLACE, payload.length, sealed.getFirst())) {
            for (int round = 0; round < 500; round++) {
                int from = random.nextInt(payload.length);
                int to = from + 1 + random.nextInt(Math.min(150_000, payload.length - from));
                var read = new ByteArrayOutputStream();
                for (int i = SealedStream.segmentOf(from); i <= SealedStream.segmentOf(to - 1); i++) {
                    int length = reader.segment(i, sealed.get(i), segment, 0);
                    int start = (int) Math.max(0, from - SealedStream.startOf(i));
                    int end = (int) Math.min(length, to - SealedStream.startOf(i));
                    read.write(segment, start, end - start);
                }
                assertThat(Arrays.equals(read.toByteArray(), Arrays.copyOfRange(payload, from, to)))
                        .isTrue();
            }
        }
    }

    @Test
    void countsItsSegments() {
        assertThat(SealedStream.segments(0)).isEqualTo(1);
        assertThat(SealedStream.segments(65_480)).isEqualTo(1);
        assertThat(SealedStream.segments(65_481)).isEqualTo(2);
        assertThat(SealedStream.segments(131_000)).isEqualTo(2);
        assertThat(SealedStream.segments(131_001)).isEqualTo(3);
        assertThat(SealedStream.segments(SealedStream.MAX_PAYLOAD_BYTES)).isEqualTo(16_781_314);
        assertThatIllegalArgumentException().isThrownBy(() -> SealedStream.segments(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> SealedStream.segments(Long.MAX_VALUE));
        for (int segment = 0; segment < 5; segment++) {
            assertThat(SealedStream.segmentOf(SealedStream.startOf(segment))).isEqualTo(segment);
            assertThat(SealedStream.segmentOf(SealedStream.startOf(segment + 1) - 1))
                    .isEqualTo(segment);
        }
    }

    @Test
    void segmentsThatAreSwappedBothFailToOpen() throws Exception {
        var sealed = SealedStream.seal(key, PLACE, payload(250_000));
        byte[] out = new byte[SealedStream.SEGMENT_BYTES];
        try (var reader = SealedStream.Reader.open(key, PLACE, 250_000, sealed.getFirst())) {
            SealerTest.assertFails(Failure.AUTHENTICATION, () -> reader.segment(1, sealed.get(2), out, 0));
            SealerTest.assertFails(Failure.AUTHENTICATION, () -> reader.segment(2, sealed.get(1), out, 0));
            assertThat(out).as("nothing unproved is left").containsOnly(0);
        }
    }

    @Test
    void aSegmentOfAnotherStreamUnderTheSameKeyAndPlaceFails() throws Exception {
        var one = SealedStream.seal(key, PLACE, payload(250_000));
        var two = SealedStream.seal(key, PLACE, payload(250_000));
        byte[] out = new byte[SealedStream.SEGMENT_BYTES];
        try (var reader = SealedStream.Reader.open(key, PLACE, 250_000, one.getFirst())) {
            SealerTest.assertFails(Failure.AUTHENTICATION, () -> reader.segment(1, two.get(1), out, 0));
        }
    }

    /// Removing the last segments and shortening the length to fit: the new last one is not marked as
    /// the last.
    @Test
    void aRemovedLastSegmentIsFound() throws Exception {
        var sealed = SealedStream.seal(key, PLACE, payload(250_000));
        byte[] out = new byte[SealedStream.SEGMENT_BYTES];
        try (var reader = SealedStream.Reader.open(key, PLACE, 131_000, sealed.getFirst())) {
            assertThat(reader.segment(0, sealed.getFirst(), out, 0)).isEqualTo(65_480);
            SealerTest.assertFails(Failure.AUTHENTICATION, () -> reader.segment(1, sealed.get(1), out, 0));
        }
    }

    @Test
    void everyOtherPayloadLengthIsFound() throws Exception {
        var sealed = SealedStream.seal(key, PLACE, payload(70_000));
        for (long length : new long[] {0, 1, 65_479, 65_480, 65_481, 69_999, 70_001, 131_000, 131_001, 1L << 40}) {
            assertThatExceptionOfType(TamperedException.class).as("%d", length).isThrownBy(() -> {
                try (var reader = SealedStream.Reader.open(key, PLACE, length, sealed.getFirst())) {
                    byte[] out = new byte[2 * SealedStream.SEGMENT_BYTES];
                    for (int i = 0; i < Math.min(2, SealedStream.segments(length)); i++) {
                        reader.segment(i, sealed.get(i), out, 0);
                    }
                }
            });
        }
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] sealed = SealedStream.seal(key, PLACE, payload(20)).getFirst().bytes();
        byte[] out = new byte[20];
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            var segment = Sealed.fromStorage(changed);
            assertThatExceptionOfType(TamperedException.class).as("bit %d", bit).isThrownBy(() -> {
                try (var reader = SealedStream.Reader.open(key, PLACE, 20, segment)) {
                    reader.segment(0, segment, out, 0);
                }
            });
        }
    }

    @Test
    void anotherPlaceIsFound() {
        var sealed = SealedStream.seal(key, PLACE, payload(20));
        var elsewhere = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'B', RecordId.of(9), 0, 1);
        SealerTest.assertFails(Failure.AUTHENTICATION, () -> {
            try (var reader = SealedStream.Reader.open(key, elsewhere, 20, sealed.getFirst())) {
                reader.segment(0, sealed.getFirst(), new byte[20], 0);
            }
        });
    }

    @Test
    void thereIsNoSegmentBeyondTheLastAndNoRoomBeyondTheBuffer() throws Exception {
        var sealed = SealedStream.seal(key, PLACE, payload(20)).getFirst();
        try (var reader = SealedStream.Reader.open(key, PLACE, 20, sealed)) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> reader.segment(1, sealed, new byte[20], 0));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> reader.segment(0, sealed, new byte[20], 1));
        }
    }

    @Test
    void aClosedReaderOpensNothing() throws Exception {
        var sealed = SealedStream.seal(key, PLACE, payload(20)).getFirst();
        var reader = SealedStream.Reader.open(key, PLACE, 20, sealed);
        reader.close();
        reader.close();
        assertThatIllegalStateException().isThrownBy(() -> reader.segment(0, sealed, new byte[20], 0));
    }

    private byte[] openAll(int length, List<Sealed> segments) throws TamperedException {
        byte[] out = new byte[length];
        assertThat(segments).hasSize(SealedStream.segments(length));
        try (var reader = SealedStream.Reader.open(key, PLACE, length, segments.getFirst())) {
            for (int i = 0; i < segments.size(); i++) {
                reader.segment(i, segments.get(i), out, (int) SealedStream.startOf(i));
            }
        }
        return out;
    }

    private static List<Sealed> cut(byte[] stream) {
        var segments = new ArrayList<Sealed>();
        for (int at = 0; at < stream.length; at += SealedStream.SEGMENT_BYTES) {
            int end = Math.min(stream.length, at + SealedStream.SEGMENT_BYTES);
            byte[] bytes = new byte[1 + end - at];
            bytes[0] = Suite.SEGMENT;
            System.arraycopy(stream, at, bytes, 1, end - at);
            segments.add(Sealed.fromStorage(bytes));
        }
        return segments;
    }

    private static byte[] payload(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
