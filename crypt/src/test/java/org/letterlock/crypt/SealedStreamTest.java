package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {
    private static final Place PLACE = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'B', RecordId.of(9), 0, 0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_479, 65_480, 65_481, 130_999, 131_000, 131_001, 300_000})
    void tinkOpensWhatIsSealedHereAndTheOtherWay(int length) throws Exception {
        byte[] payload = payload(length);
        byte[] key = payload(32);
        var tink = new AesGcmHkdfStreaming(key, "HmacSha256", 32, SealedStream.SEGMENT_BYTES, 0);
        byte[] associated = PLACE.encode(Suite.SEGMENT);
        try (var secret = Secret.take(key.clone())) {
            var joined = new ByteArrayOutputStream();
            for (var segment : SealedStream.seal(secret, PLACE, payload)) {
                joined.write(segment.bytes(), 1, segment.size() - 1);
            }
            assertThat(tink.newDecryptingStream(new ByteArrayInputStream(joined.toByteArray()), associated)
                            .readAllBytes())
                    .isEqualTo(payload);

            var theirs = new ByteArrayOutputStream();
            try (var out = tink.newEncryptingStream(theirs, associated)) {
                out.write(payload);
            }
            assertThat(open(secret, PLACE, payload.length, cut(theirs.toByteArray())))
                    .isEqualTo(payload);
        }
    }

    static byte[] open(Secret key, Place place, long length, List<Sealed> segments) throws TamperedException {
        byte[] out = new byte[(int) length];
        assertThat(segments).hasSize(SealedStream.segments(length));
        try (var reader = SealedStream.Reader.open(key, place, length, segments.getFirst())) {
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

    static byte[] payload(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Arrays.copyOf(bytes, length);
    }
}
