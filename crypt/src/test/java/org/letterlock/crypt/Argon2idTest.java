package org.letterlock.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    private final Argon2id argon2 = new Argon2id(new Argon2id.Costs(64, 1, 1));

    /// From the reference implementation's `test.c`: Argon2id version 19, 64 MiB, two passes, one lane.
    @Test
    void givesAVectorOfTheReferenceImplementation() {
        try (var password = password("password")) {
            assertThat(HexFormat.of()
                            .formatHex(Argon2id.hash(
                                    new Argon2id.Costs(65_536, 2, 1), "somesalt".getBytes(UTF_8), password)))
                    .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        }
    }

    @Test
    void verifiesTheRightPasswordOnly() {
        try (var right = password("correct horse");
                var wrong = password("correct horsf");
                var longer = password("correct horse ")) {
            byte[] verifier = argon2.create(right);
            assertThat(argon2.verify(right, verifier)).isTrue();
            assertThat(argon2.verify(wrong, verifier)).isFalse();
            assertThat(argon2.verify(longer, verifier)).isFalse();
        }
    }

    @Test
    void everyFlippedByteOfAVerifierIsRefused() {
        try (var right = password("x")) {
            byte[] verifier = argon2.create(right);
            for (int i = 0; i < verifier.length; i++) {
                byte[] changed = verifier.clone();
                changed[i] ^= 1;
                assertThat(accepts(right, changed)).as("byte %d", i).isFalse();
            }
        }
    }

    private boolean accepts(Secret password, byte[] verifier) {
        try {
            return argon2.verify(password, verifier);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void aVerifierKeepsItsOwnCostsWhenTheCostsAreRaised() {
        var raised = new Argon2id(new Argon2id.Costs(128, 2, 1));
        try (var password = password("x")) {
            byte[] old = argon2.create(password);
            assertThat(raised.verify(password, old)).isTrue();
            assertThat(raised.isCurrent(old)).isFalse();
            assertThat(argon2.isCurrent(old)).isTrue();
        }
    }

    @Test
    void twoVerifiersOfOnePasswordDiffer() {
        try (var password = password("x")) {
            assertThat(argon2.create(password)).isNotEqualTo(argon2.create(password));
        }
    }

    @Test
    void nobodyIsNeverVerified() {
        try (var password = password("x")) {
            assertThat(argon2.verifyNobody(password)).isFalse();
        }
    }

    /// Before any memory is taken.
    @Test
    void aVerifierThatAsksForTooMuchIsRefused() {
        try (var password = password("x")) {
            byte[] verifier = argon2.create(password);
            byte[] greedy = ByteBuffer.wrap(verifier.clone()).putInt(1, 262_145).array();
            byte[] endless = ByteBuffer.wrap(verifier.clone())
                    .putInt(5, Integer.MAX_VALUE)
                    .array();
            byte[] negative = ByteBuffer.wrap(verifier.clone()).putInt(1, -1).array();
            for (byte[] bad : new byte[][] {greedy, endless, negative, Arrays.copyOf(verifier, 57), new byte[0]}) {
                assertThatIllegalArgumentException().isThrownBy(() -> argon2.verify(password, bad));
            }
        }
    }

    private static Secret password(String text) {
        return Secret.take(text.getBytes(UTF_8));
    }
}
