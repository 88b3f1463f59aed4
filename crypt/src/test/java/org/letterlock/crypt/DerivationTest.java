package org.letterlock.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HexFormat;
import java.util.Random;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;

/// HKDF, HMAC and the blind index against the vectors of their specifications and the JDK's own
/// derivation.
class DerivationTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final CryptoProviders PROVIDERS = CryptoProviders.process();

    /// RFC 5869 appendix A.1 and A.2.
    @Test
    void hkdfGivesTheVectorsOfTheSpecification() {
        assertThat(hkdf(
                        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                        "000102030405060708090a0b0c",
                        "f0f1f2f3f4f5f6f7f8f9",
                        42))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
        assertThat(hkdf(sequence(0x00, 80), sequence(0x60, 80), sequence(0xb0, 80), 82))
                .isEqualTo("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                        + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                        + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    @Test
    void aLabelledKeyIsTheJdksHkdfOfLabelZeroAndContext() throws Exception {
        var random = new Random(3);
        byte[] root = new byte[32];
        byte[] context = new byte[20];
        random.nextBytes(root);
        random.nextBytes(context);
        byte[] info =
                HEX.parseHex(HEX.formatHex("letterlock/1/test".getBytes(US_ASCII)) + "00" + HEX.formatHex(context));
        byte[] expected = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract().addIKM(root).thenExpand(info, 64));
        try (var secret = Secret.take(root)) {
            assertThat(Hkdf.derive(PROVIDERS, secret, "letterlock/1/test", context, 64))
                    .isEqualTo(expected);
        }
    }

    /// A label with a zero byte could be read as another label and context.
    @Test
    void aLabelIsPrintable() {
        try (var secret = Secret.random(32)) {
            for (String label : new String[] {"", "a\u0000b", "a b", "é"}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Hkdf.derive(PROVIDERS, secret, label, new byte[0], 32));
            }
        }
    }

    /// RFC 4231 §4.3 and §4.7 (a key longer than a block).
    @Test
    void hmacGivesTheVectorsOfTheSpecification() {
        assertThat(HEX.formatHex(Hmac.sha256(
                        "Jefe".getBytes(US_ASCII),
                        "what do ya want ".getBytes(US_ASCII),
                        "for nothing?".getBytes(US_ASCII))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(HEX.formatHex(Hmac.sha256(
                        HEX.parseHex("aa".repeat(131)),
                        "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(US_ASCII))))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void hmacLeavesTheCallersKeyAsItWas() {
        byte[] key = "Jefe".getBytes(US_ASCII);
        Hmac.sha256(key, new byte[1]);
        assertThat(key).isEqualTo("Jefe".getBytes(US_ASCII));
    }

    @Test
    void aBlindIndexIsTheSameForTheSameValueOnly() {
        try (var root = Secret.random(32);
                var index = BlindIndex.derive(root, "letterlock/1/instance/index/address", new byte[0]);
                var again = BlindIndex.derive(root, "letterlock/1/instance/index/address", new byte[0]);
                var other = BlindIndex.derive(root, "letterlock/1/instance/index/domain", new byte[0])) {
            assertThat(index.of("alice@example.test")).isEqualTo(again.of("alice@example.test"));
            assertThat(index.of("alice@example.test").size()).isEqualTo(32);
            assertThat(index.of("alice@example.test")).isNotEqualTo(index.of("bob@example.test"));
            assertThat(index.of("alice@example.test")).isNotEqualTo(other.of("alice@example.test"));
        }
    }

    @Test
    void aBlindIndexIsHmacUnderTheDerivedKey() {
        byte[] root = new byte[32];
        try (var secret = Secret.take(root.clone());
                var index = BlindIndex.derive(secret, "a", new byte[] {1})) {
            byte[] key = Hkdf.derive(PROVIDERS, secret, "a", new byte[] {1}, 32);
            assertThat(index.of("x").bytes()).isEqualTo(Hmac.sha256(key, "x".getBytes(US_ASCII)));
            assertThat(index.authenticate("x".getBytes(US_ASCII), "y".getBytes(US_ASCII)))
                    .isEqualTo(index.of("xy").bytes());
        }
    }

    @Test
    void aClosedBlindIndexAnswersNothing() {
        try (var root = Secret.random(32)) {
            var index = BlindIndex.derive(root, "a", new byte[0]);
            index.close();
            assertThatIllegalStateException().isThrownBy(() -> index.of("x"));
        }
    }

    private static String hkdf(String ikm, String salt, String info, int bytes) {
        try (var secret = Secret.take(HEX.parseHex(ikm))) {
            return HEX.formatHex(Hkdf.derive(PROVIDERS, secret, HEX.parseHex(salt), HEX.parseHex(info), bytes));
        }
    }

    private static String sequence(int first, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(HEX.toHexDigits((byte) (first + i)));
        }
        return text.toString();
    }
}
