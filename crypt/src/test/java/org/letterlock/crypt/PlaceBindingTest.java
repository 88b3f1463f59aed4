package org.letterlock.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every ciphertext is bound to its place.
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
}
