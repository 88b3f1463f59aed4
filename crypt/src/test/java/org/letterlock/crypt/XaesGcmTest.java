package org.letterlock.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

class XaesGcmTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void givesTheVectorsOfTheSpecification() {
        assertThat(seal(
                        filled(1),
                        "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII),
                        "XAES-256-GCM".getBytes(US_ASCII),
                        new byte[0]))
                .isEqualTo(HEX.parseHex("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"));
        assertThat(seal(
                        filled(3),
                        "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII),
                        "XAES-256-GCM".getBytes(US_ASCII),
                        "c2sp.org/XAES-256-GCM".getBytes(US_ASCII)))
                .isEqualTo(HEX.parseHex("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"));
    }

    /// The specification's accumulated vector: 10,000 random inputs out of one SHAKE128, all outputs
    /// into another.
    @Test
    void givesTheAccumulatedVectorOfTheSpecification() {
        var source = new SHAKEDigest(128);
        var sums = new SHAKEDigest(128);
        for (int i = 0; i < 10_000; i++) {
            byte[] key = read(source, 32);
            byte[] nonce = read(source, 24);
            byte[] plaintext = read(source, read(source, 1)[0] & 0xff);
            byte[] associated = read(source, read(source, 1)[0] & 0xff);
            byte[] sealed = seal(key, nonce, plaintext, associated);
            sums.update(sealed, 0, sealed.length);
        }
        assertThat(read(sums, 32))
                .isEqualTo(HEX.parseHex("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939"));
    }

    @Test
    void tinkOpensWhatIsSealedHereAndTheOtherWay() throws Exception {
        var random = new Random(1);
        for (int length : new int[] {0, 1, 63, 64, 1_000, 70_000}) {
            byte[] key = bytes(random, 32);
            byte[] plaintext = bytes(random, length);
            byte[] associated = bytes(random, length % 91);
            byte[] nonce = bytes(random, 24);
            byte[] ours = seal(key, nonce, plaintext, associated);
            byte[] withNonce = Arrays.copyOf(nonce, nonce.length + ours.length);
            System.arraycopy(ours, 0, withNonce, nonce.length, ours.length);

            assertThat(tink(key).decrypt(withNonce, associated)).isEqualTo(plaintext);
            byte[] theirs = tink(key).encrypt(plaintext, associated);
            byte[] opened = new byte[length];
            try (var secret = Secret.take(key)) {
                var xaes = new XaesGcm(CryptoProviders.process(), secret);
                assertThat(xaes.decrypt(theirs, 0, 24, theirs.length - 24, associated, opened))
                        .isTrue();
            }
            assertThat(opened).isEqualTo(plaintext);
        }
    }

    private static byte[] seal(byte[] key, byte[] nonce, byte[] plaintext, byte[] associated) {
        byte[] buffer = Arrays.copyOf(nonce, 24 + plaintext.length + 16);
        System.arraycopy(plaintext, 0, buffer, 24, plaintext.length);
        try (var secret = Secret.take(key.clone())) {
            new XaesGcm(CryptoProviders.process(), secret).encrypt(buffer, 0, 24, plaintext.length, associated);
        }
        return Arrays.copyOfRange(buffer, 24, buffer.length);
    }

    private static Aead tink(byte[] key) throws Exception {
        AeadConfig.register();
        var parameters = XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, 12);
        var tinkKey = XAesGcmKey.create(parameters, SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()), null);
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(tinkKey).withFixedId(1).makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(SHAKEDigest shake, int length) {
        byte[] bytes = new byte[length];
        shake.doOutput(bytes, 0, length);
        return bytes;
    }
}
