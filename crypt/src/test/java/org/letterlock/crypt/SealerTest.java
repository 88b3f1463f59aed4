package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.letterlock.crypt.TamperedException.Failure;

class SealerTest {
    private static final Place PLACE = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'L', RecordId.of(5), 5, 0);
    private final Secret root = Secret.random(32);
    private final Sealer sealer = Sealer.derive(root, "letterlock/1/test", new byte[] {1});

    @AfterEach
    void close() {
        sealer.close();
        root.close();
    }

    @Test
    void opensWhatItSealedAtEveryLength() throws Exception {
        for (int length = 0; length < 300; length++) {
            byte[] plaintext = bytes(length);
            assertThat(sealer.open(PLACE, sealer.seal(PLACE, plaintext))).isEqualTo(plaintext);
        }
    }

    @Test
    void sealsASlice() throws Exception {
        byte[] plaintext = bytes(100);
        assertThat(sealer.open(PLACE, sealer.seal(PLACE, plaintext, 10, 50)))
                .isEqualTo(Arrays.copyOfRange(plaintext, 10, 60));
    }

    @Test
    void hidesTheLengthInsideABucketOf64Bytes() {
        assertThat(sealer.seal(PLACE, new byte[0]).size())
                .isEqualTo(sealer.seal(PLACE, new byte[63]).size());
        assertThat(sealer.seal(PLACE, new byte[64]).size())
                .isEqualTo(sealer.seal(PLACE, new byte[63]).size() + 64);
    }

    @Test
    void neverGivesTheSameCiphertextTwice() {
        assertThat(sealer.seal(PLACE, bytes(10)).bytes())
                .isNotEqualTo(sealer.seal(PLACE, bytes(10)).bytes());
    }

    @Test
    void everyFlippedBitOfARecordIsFound() {
        byte[] sealed = sealer.seal(PLACE, bytes(100)).bytes();
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = flipped(sealed, bit);
            assertThatExceptionOfType(TamperedException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> sealer.open(PLACE, Sealed.fromStorage(changed)));
        }
    }

    @Test
    void everyFlippedBitOfAWrappedKeyIsFound() {
        try (var key = Secret.random(32)) {
            byte[] wrapped = sealer.wrap(PLACE, key).bytes();
            for (int bit = 0; bit < 8 * wrapped.length; bit++) {
                byte[] changed = flipped(wrapped, bit);
                assertThatExceptionOfType(TamperedException.class)
                        .as("bit %d", bit)
                        .isThrownBy(() -> sealer.unwrap(PLACE, Sealed.fromStorage(changed)));
            }
        }
    }

    @Test
    void everyTruncationAndEveryTailIsFound() {
        byte[] sealed = sealer.seal(PLACE, bytes(100)).bytes();
        for (int length = 0; length < sealed.length + 130; length++) {
            byte[] changed = Arrays.copyOf(sealed, length);
            if (length != sealed.length) {
                assertThatExceptionOfType(TamperedException.class)
                        .as("%d bytes", length)
                        .isThrownBy(() -> sealer.open(PLACE, Sealed.fromStorage(changed)));
            }
        }
    }

    /// What stands in the header of a damaged record must never break the code that makes a place of
    /// it.
    @Test
    void theVersionAndTagOfDamagedBytesCanBeRead() {
        byte[] sealed = sealer.seal(PLACE, bytes(1)).bytes();
        assertThat(Sealed.fromStorage(sealed).version()).isEqualTo(5);
        assertThat(Sealed.fromStorage(flipped(sealed, 15)).version()).isNotNegative();
        for (int length = 0; length < 40; length++) {
            var cut = Sealed.fromStorage(Arrays.copyOf(sealed, length));
            assertThat(cut.version()).isNotNegative();
            assertThat(cut.tag().size()).isEqualTo(Math.min(16, length));
        }
    }

    @Test
    void aRecordHasItsLargestSize() throws Exception {
        byte[] largest = new byte[Sealer.MAX_RECORD_BYTES];
        assertThat(sealer.open(PLACE, sealer.seal(PLACE, largest))).hasSize(largest.length);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealer.seal(PLACE, new byte[Sealer.MAX_RECORD_BYTES + 1]));
        byte[] tooLong = new byte[33 + Sealer.MAX_RECORD_BYTES + 128 + 16];
        tooLong[0] = Suite.RECORD;
        assertFails(Failure.LENGTH, () -> sealer.open(PLACE, Sealed.fromStorage(tooLong)));
    }

    @Test
    void aKeyWrappedUnderAnotherKeyFailsOnTheCommitment() {
        try (var key = Secret.random(32);
                var otherRoot = Secret.random(32);
                var other = Sealer.derive(otherRoot, "letterlock/1/test", new byte[] {1})) {
            var wrapped = sealer.wrap(PLACE, key);
            assertFails(Failure.COMMITMENT, () -> other.unwrap(PLACE, wrapped));
        }
    }

    @Test
    void anotherLabelOrContextIsAnotherKey() {
        try (var otherLabel = Sealer.derive(root, "letterlock/1/other", new byte[] {1});
                var otherContext = Sealer.derive(root, "letterlock/1/test", new byte[] {2})) {
            var sealed = sealer.seal(PLACE, bytes(3));
            assertFails(Failure.AUTHENTICATION, () -> otherLabel.open(PLACE, sealed));
            assertFails(Failure.AUTHENTICATION, () -> otherContext.open(PLACE, sealed));
        }
    }

    @Test
    void aWrappedKeyIsTheSameKey() throws Exception {
        try (var key = Secret.random(32);
                var unwrapped = sealer.unwrap(PLACE, sealer.wrap(PLACE, key))) {
            assertThat(unwrapped.matches(key)).isTrue();
        }
    }

    @Test
    void onlyKeysOf32BytesAreWrapped() {
        try (var key = Secret.random(16)) {
            assertThatIllegalArgumentException().isThrownBy(() -> sealer.wrap(PLACE, key));
        }
    }

    @Test
    void aClosedSealerDoesNothing() {
        var sealed = sealer.seal(PLACE, bytes(3));
        sealer.close();
        assertThatIllegalStateException().isThrownBy(() -> sealer.seal(PLACE, bytes(3)));
        assertThatIllegalStateException().isThrownBy(() -> sealer.open(PLACE, sealed));
        try (var key = Secret.random(32)) {
            assertThatIllegalStateException().isThrownBy(() -> sealer.wrap(PLACE, key));
        }
    }

    @Test
    void messagesNameThePlaceAndNoContent() {
        var sealed = sealer.seal(PLACE, bytes(3));
        var elsewhere = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'L', RecordId.of(6), 5, 0);
        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(() -> sealer.open(elsewhere, sealed))
                .withMessage("not sealed under this key at partition " + new UUID(3, 4)
                        + " kind 0x4c id 0000000000000006 version 5 generation 0");
    }

    static void assertFails(Failure failure, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.failure()).isEqualTo(failure));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
