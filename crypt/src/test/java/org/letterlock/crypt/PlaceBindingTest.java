package org.letterlock.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every ciphertext is bound to its place, and no two places look alike.
class PlaceBindingTest {
    private static final UUID ORGANIZATION = new UUID(1, 2);
    private static final UUID MAILBOX = new UUID(3, 4);
    private static final Place ONE = new Place(ORGANIZATION, MAILBOX, (byte) 'L', RecordId.of(1), 7, 0);
    private static final Place TWO = new Place(ORGANIZATION, MAILBOX, (byte) 'L', RecordId.of(2), 7, 0);

    @Test
    void twoRecordsThatAreSwappedBothFailToOpen() throws Exception {
        try (var root = Secret.random(32);
                var sealer = Sealer.derive(root, "letterlock/1/test", new byte[0])) {
            var first = sealer.seal(ONE, "first".getBytes(UTF_8));
            var second = sealer.seal(TWO, "second".getBytes(UTF_8));

            assertThatExceptionOfType(TamperedException.class).isThrownBy(() -> sealer.open(ONE, second));
            assertThatExceptionOfType(TamperedException.class).isThrownBy(() -> sealer.open(TWO, first));

            assertThat(sealer.open(ONE, first)).isEqualTo("first".getBytes(UTF_8));
            assertThat(sealer.open(TWO, second)).isEqualTo("second".getBytes(UTF_8));
        }
    }

    @Test
    void twoWrappedKeysThatAreSwappedBothFailToOpen() {
        try (var root = Secret.random(32);
                var sealer = Sealer.derive(root, "letterlock/1/test", new byte[0]);
                var key = Secret.random(32)) {
            var first = sealer.wrap(ONE, key);
            var second = sealer.wrap(TWO, key);

            assertThatExceptionOfType(TamperedException.class).isThrownBy(() -> sealer.unwrap(ONE, second));
            assertThatExceptionOfType(TamperedException.class).isThrownBy(() -> sealer.unwrap(TWO, first));
        }
    }

    @Test
    void isEncodedAsTheByteTableSays() {
        var place = new Place(ORGANIZATION, MAILBOX, (byte) 'L', RecordId.of(5), 6, 7, RecordId.of(new byte[] {8, 9}));
        assertThat(HexFormat.of().formatHex(place.encode(Suite.RECORD)))
                .isEqualTo("0101" + "10" + "0000000000000001" + "0000000000000002" + "10" + "0000000000000003"
                        + "0000000000000004" + "014c" + "08" + "0000000000000005" + "08" + "0000000000000006" + "04"
                        + "00000007" + "02" + "0809");
    }

    /// Small values on purpose, so that fields that run into each other would meet.
    @Test
    void noTwoPlacesEncodeAlike() {
        var random = new Random(20_261_124);
        var seen = new HashMap<String, Place>();
        for (int i = 0; i < 50_000; i++) {
            var place = new Place(
                    new UUID(0, random.nextInt(2)),
                    new UUID(random.nextInt(2), 0),
                    (byte) random.nextInt(3),
                    RecordId.of(new byte[random.nextInt(12)]),
                    random.nextInt(3),
                    random.nextInt(3),
                    RecordId.of(new byte[random.nextInt(12)]));
            var before = seen.put(HexFormat.of().formatHex(place.encode(Suite.RECORD)), place);
            assertThat(before == null || before.equals(place)).isTrue();
        }
    }

    @Test
    void anotherSuiteIsAnotherPlace() {
        assertThat(ONE.encode(Suite.RECORD)).isNotEqualTo(ONE.encode(Suite.WRAP));
    }
}
