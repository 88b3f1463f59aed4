package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.store.MemoryEngine;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsException;

class CiphertextTest {
    private final KmsFixture fixture = new KmsFixture();
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidCiphertextException.class);
    }

    static List<List<Map<String, String>>> contextPairs() throws Exception {
        try (var in = CiphertextTest.class.getResourceAsStream("context-pairs.json")) {
            return new ObjectMapper().readValue(in, new TypeReference<>() {});
        }
    }

    @ParameterizedTest
    @MethodSource("contextPairs")
    void neitherOfTwoContextsOpensTheOthersCiphertext(List<Map<String, String>> pair) {
        var root = fixture.root();
        for (var order : List.of(pair, pair.reversed())) {
            var blob = fixture.encrypt(root, key, "x", order.getFirst());
            assertThat(fixture.decrypt(root, blob, order.getFirst())).isEqualTo("x");
            assertInvalid(() -> fixture.decrypt(root, blob, order.getLast()));
        }
    }

    /// Every context of the table, each with every other: the encodings differ.
    @Test
    void noTwoContextsOfTheTableEncodeAlike() throws Exception {
        var seen = new HashMap<List<Byte>, Map<String, String>>();
        for (var pair : contextPairs()) {
            for (var context : pair) {
                var encoded = Arrays.asList(boxed(EncryptionContext.of(context).encode()));
                var other = seen.put(encoded, context);
                assertThat(other == null || other.equals(context))
                        .as("%s and %s", other, context)
                        .isTrue();
            }
        }
        assertThat(seen).hasSizeGreaterThan(90);
    }

    @Test
    void randomContextsEncodeInjectively() {
        var random = new Random(42);
        var seen = new HashMap<List<Byte>, Map<String, String>>();
        for (int i = 0; i < 20_000; i++) {
            var context = new HashMap<String, String>();
            for (int pairs = random.nextInt(3); pairs >= 0; pairs--) {
                context.put(text(random, 1), text(random, 0));
            }
            var encoded = Arrays.asList(boxed(EncryptionContext.of(context).encode()));
            var other = seen.put(encoded, context);
            assertThat(other == null || other.equals(context))
                    .as("%s and %s", other, context)
                    .isTrue();
        }
    }

    private static String text(Random random, int atLeast) {
        var text = new StringBuilder();
        for (int length = atLeast + random.nextInt(4); length > 0; length--) {
            text.append("ab\u0000\u0001:".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    private static Byte[] boxed(byte[] bytes) {
        var boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return boxed;
    }

    @Test
    void theOrderOfAContextDoesNotMatter() {
        var there = new java.util.LinkedHashMap<String, String>();
        there.put("a", "1");
        there.put("b", "2");
        var back = new java.util.LinkedHashMap<String, String>();
        back.put("b", "2");
        back.put("a", "1");
        var blob = fixture.encrypt(fixture.root(), key, "x", there);

        assertThat(fixture.decrypt(fixture.root(), blob, back)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uDE00", "\uDE00\uD83D"})
    void refusesTextThatUtf8CannotHold(String text) {
        assertThatThrownBy(() -> fixture.encrypt(fixture.root(), key, "x", Map.of("a", text)))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void everyFlippedBitIsAnInvalidCiphertext() {
        var good = fixture.encrypt(fixture.root(), key, "a mailbox key of 32 bytes, or so", CONTEXT)
                .asByteArray();
        for (int bit = 0; bit < good.length * 8; bit++) {
            var bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertInvalid(() -> fixture.decrypt(fixture.root(), SdkBytes.fromByteArray(bad), CONTEXT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xFF, 0x01})
    void everyOverwrittenByteIsAnInvalidCiphertext(int value) {
        var good = fixture.encrypt(fixture.root(), key, "a mailbox key of 32 bytes, or so", CONTEXT)
                .asByteArray();
        for (int at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] = (byte) value;
            if (bad[at] != good[at]) {
                assertInvalid(() -> fixture.decrypt(fixture.root(), SdkBytes.fromByteArray(bad), CONTEXT));
            }
        }
    }

    @Test
    void everyRemovedRepeatedOrExchangedByteIsAnInvalidCiphertext() {
        var good = fixture.encrypt(fixture.root(), key, "a mailbox key of 32 bytes, or so", CONTEXT)
                .asByteArray();
        for (int at = 0; at < good.length; at++) {
            var removed = new byte[good.length - 1];
            System.arraycopy(good, 0, removed, 0, at);
            System.arraycopy(good, at + 1, removed, at, good.length - at - 1);
            var repeated = new byte[good.length + 1];
            System.arraycopy(good, 0, repeated, 0, at + 1);
            System.arraycopy(good, at, repeated, at + 1, good.length - at);
            var exchanged = good.clone();
            int next = (at + 1) % good.length;
            exchanged[at] = good[next];
            exchanged[next] = good[at];
            for (var bad : List.of(removed, repeated, exchanged)) {
                if (!Arrays.equals(bad, good)) {
                    assertInvalid(() -> fixture.decrypt(fixture.root(), SdkBytes.fromByteArray(bad), CONTEXT));
                }
            }
        }
    }

    /// The beginning of one ciphertext and the end of another: of the same key and context, of another
    /// key, of another material of the key, of another context.
    @ParameterizedTest
    @ValueSource(strings = {"same", "other key", "other material", "other context"})
    void twoCiphertextsCannotBeSpliced(String which) {
        var root = fixture.root();
        var first = fixture.encrypt(root, key, "one plaintext", CONTEXT).asByteArray();
        if (which.equals("other material")) {
            root.rotateKeyOnDemand(request -> request.keyId(key));
        }
        var second = fixture.encrypt(
                        root,
                        which.equals("other key") ? fixture.createKey() : key,
                        "another text!",
                        which.equals("other context") ? Map.of("a", "b") : CONTEXT)
                .asByteArray();
        assertThat(first).hasSameSizeAs(second);
        for (int cut = 1; cut < first.length; cut++) {
            var spliced = first.clone();
            System.arraycopy(second, cut, spliced, cut, second.length - cut);
            var back = second.clone();
            System.arraycopy(first, cut, back, cut, first.length - cut);
            for (var bad : List.of(spliced, back)) {
                if (!Arrays.equals(bad, first) && !Arrays.equals(bad, second)) {
                    assertInvalid(() -> fixture.decrypt(root, SdkBytes.fromByteArray(bad), CONTEXT));
                }
            }
        }
    }

    @Test
    void randomBytesAreNoCiphertext() {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            var bytes = new byte[1 + random.nextInt(CiphertextBlob.MAX_BYTES)];
            random.nextBytes(bytes);
            bytes[0] = 1;
            assertInvalid(() -> fixture.decrypt(fixture.root(), SdkBytes.fromByteArray(bytes), CONTEXT));
        }
    }

    @Test
    void everyTruncationAndExtensionIsAnInvalidCiphertext() {
        var good = fixture.encrypt(fixture.root(), key, "x", CONTEXT).asByteArray();
        for (int length = 1; length < good.length; length++) {
            var bad = SdkBytes.fromByteArray(Arrays.copyOf(good, length));
            assertInvalid(() -> fixture.decrypt(fixture.root(), bad, CONTEXT));
        }
        assertInvalid(() ->
                fixture.decrypt(fixture.root(), SdkBytes.fromByteArray(Arrays.copyOf(good, good.length + 1)), CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 63, 64, 65, 4_095, 4_096})
    void opensPlaintextOfEverySize(int size) {
        var plaintext = new byte[size];
        new Random(size).nextBytes(plaintext);
        var blob = fixture.root()
                .encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromByteArray(plaintext)))
                .ciphertextBlob();

        assertThat(blob.asByteArray().length).isLessThanOrEqualTo(CiphertextBlob.MAX_BYTES);
        assertThat(fixture.root()
                        .decrypt(request -> request.ciphertextBlob(blob))
                        .plaintext()
                        .asByteArray())
                .isEqualTo(plaintext);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4_097, 100_000})
    void refusesPlaintextOfOtherSizes(int size) {
        assertThatThrownBy(() -> fixture.root()
                        .encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[size]))))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("'plaintext' failed to satisfy constraint");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6_145})
    void refusesCiphertextOfOtherSizes(int size) {
        assertThatThrownBy(() -> fixture.root()
                        .decrypt(request -> request.ciphertextBlob(SdkBytes.fromByteArray(new byte[size]))))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("'ciphertextBlob' failed to satisfy constraint");
    }

    @Test
    void refusesAContextThatIsTooLong() {
        assertThatThrownBy(() -> fixture.encrypt(fixture.root(), key, "x", Map.of("a", "b".repeat(8_192))))
                .hasMessageContaining("'encryptionContext' failed to satisfy constraint");
    }

    @Test
    void equalPlaintextsHaveDifferentCiphertexts() {
        assertThat(fixture.encrypt(fixture.root(), key, "x", CONTEXT))
                .isNotEqualTo(fixture.encrypt(fixture.root(), key, "x", CONTEXT));
    }

    @Test
    void namesItsKeyAndMaterialInTheAnswer() {
        var blob = fixture.encrypt(fixture.root(), key, "x", CONTEXT);
        var answer =
                fixture.root().decrypt(request -> request.ciphertextBlob(blob).encryptionContext(CONTEXT));
        var metadata = fixture.root().describeKey(request -> request.keyId(key)).keyMetadata();

        assertThat(answer.keyId()).isEqualTo(key);
        assertThat(answer.keyMaterialId()).matches("[0-9a-f]{64}").isEqualTo(metadata.currentKeyMaterialId());
    }

    @Test
    void aKeyIdThatIsNotTheCiphertextsIsIncorrect() {
        var blob = fixture.encrypt(fixture.root(), key, "x", CONTEXT);
        var other = fixture.createKey();

        assertThatThrownBy(() -> fixture.root()
                        .decrypt(request ->
                                request.keyId(other).ciphertextBlob(blob).encryptionContext(CONTEXT)))
                .isInstanceOf(IncorrectKeyException.class)
                .hasMessageStartingWith(
                        "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    @Test
    void aCiphertextOfAnotherKmsIsInvalid() {
        try (var other = new KmsFixture(new MemoryEngine(), Quotas.DEFAULT, (byte) 3)) {
            var foreign = other.encrypt(other.root(), other.createKey(), "x", CONTEXT);
            assertInvalid(() -> fixture.decrypt(fixture.root(), foreign, CONTEXT));
        }
    }

    @Test
    void aCiphertextWhoseKeyWasDeletedIsNotYoursToOpen() {
        var blob = fixture.encrypt(fixture.root(), key, "x", CONTEXT);
        fixture.root().scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        fixture.now = KmsFixture.START.plus(java.time.Duration.ofDays(7));
        assertThat(fixture.kms.doDueWork()).isEqualTo(1);

        assertThatThrownBy(() -> fixture.decrypt(fixture.root(), blob, CONTEXT))
                .hasMessageStartingWith(
                        "The ciphertext refers to a customer master key that does not exist, does not exist "
                                + "in this region, or you are not allowed to access.");
    }

    @Test
    void onlyTheSymmetricAlgorithmIsThere() {
        assertThatThrownBy(() -> fixture.root()
                        .encrypt(request -> request.keyId(key)
                                .plaintext(KmsFixture.bytes("x"))
                                .encryptionAlgorithm("RSAES_OAEP_SHA_256")))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 1_024})
    void makesDataKeysThatDecryptOpens(int size) {
        var made = fixture.root().generateDataKey(request -> request.keyId(key).numberOfBytes(size));
        var opened = fixture.root().decrypt(request -> request.ciphertextBlob(made.ciphertextBlob()));

        assertThat(made.plaintext().asByteArray())
                .hasSize(size)
                .isEqualTo(opened.plaintext().asByteArray());
    }

    @Test
    void aDataKeyIsAskedForBySpecOrSize() {
        var root = fixture.root();
        assertThat(root.generateDataKey(request -> request.keyId(key).keySpec("AES_128"))
                        .plaintext()
                        .asByteArray())
                .hasSize(16);
        assertThatThrownBy(() -> root.generateDataKey(request -> request.keyId(key)))
                .hasMessageContaining("either number of bytes or key spec");
        assertThatThrownBy(() -> root.generateDataKey(
                        request -> request.keyId(key).keySpec("AES_128").numberOfBytes(16)))
                .hasMessageContaining("either number of bytes or key spec");
        assertThatThrownBy(
                        () -> root.generateDataKey(request -> request.keyId(key).numberOfBytes(1_025)))
                .hasMessageContaining("'numberOfBytes' failed");
        assertThatThrownBy(
                        () -> root.generateDataKey(request -> request.keyId(key).keySpec("AES_512")))
                .hasMessageContaining("'keySpec' failed");
    }
}
