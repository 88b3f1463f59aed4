package org.letterlock.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The primitive under every format, for each provider that can be had here. Wycheproof's vectors are
/// not on Maven Central and are not included: its scenarios for AES-GCM with 96-bit nonces that matter
/// here (changed tags, short tags, edge-case nonces, other associated data, all lengths around the
/// block) are written out below.
class GcmScenariosTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("0f".repeat(32));

    static Stream<CryptoProviders> providers() {
        return Stream.concat(
                Stream.of(CryptoProviders.all(CryptoProviders.jdk())),
                CryptoProviders.corretto().map(CryptoProviders::all).stream());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void givesThePublishedTestCases(CryptoProviders providers) throws Exception {
        for (String line : table()) {
            byte[][] f = Stream.of(line.split(" "))
                    .map(field -> HEX.parseHex(field.equals("-") ? "" : field))
                    .toArray(byte[][]::new);
            byte[] expected = HEX.parseHex(HEX.formatHex(f[4]) + HEX.formatHex(f[5]));
            assertThat(seal(providers, f[0], f[1], f[2], f[3])).isEqualTo(expected);
            assertThat(open(providers, f[0], f[1], f[2], expected)).isEqualTo(f[3]);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesEveryChangedTag(CryptoProviders providers) throws Exception {
        byte[] sealed = seal(providers, KEY, new byte[12], new byte[5], new byte[20]);
        for (int bit = 0; bit < 128; bit++) {
            byte[] changed = sealed.clone();
            changed[20 + bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(opens(providers, new byte[12], new byte[5], changed))
                    .as("bit %d", bit)
                    .isFalse();
        }
        byte[] zeroTag = Arrays.copyOf(Arrays.copyOf(sealed, 20), 36);
        byte[] onesTag = zeroTag.clone();
        Arrays.fill(onesTag, 20, 36, (byte) 0xff);
        assertThat(opens(providers, new byte[12], new byte[5], zeroTag)).isFalse();
        assertThat(opens(providers, new byte[12], new byte[5], onesTag)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesEveryShorterTag(CryptoProviders providers) throws Exception {
        byte[] sealed = seal(providers, KEY, new byte[12], new byte[0], new byte[0]);
        for (int length = 0; length < 16; length++) {
            assertThat(opens(providers, new byte[12], new byte[0], Arrays.copyOf(sealed, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesOtherAssociatedDataAndOtherNonces(CryptoProviders providers) throws Exception {
        byte[] sealed = seal(providers, KEY, new byte[12], new byte[16], new byte[20]);
        for (byte[] associated : List.of(new byte[0], new byte[15], new byte[17], HEX.parseHex("01".repeat(16)))) {
            assertThat(opens(providers, new byte[12], associated, sealed)).isFalse();
        }
        for (int i = 0; i < 12; i++) {
            byte[] nonce = new byte[12];
            nonce[i] = 1;
            assertThat(opens(providers, nonce, new byte[16], sealed)).isFalse();
        }
    }

    /// All lengths around the block and the vector units, and nonces whose counters would carry.
    @ParameterizedTest
    @MethodSource("providers")
    void agreesWithTheJdkAtEveryLength(CryptoProviders providers) throws Exception {
        var jdk = CryptoProviders.all(CryptoProviders.jdk());
        for (String nonceByte : List.of("00", "7f", "80", "ff")) {
            byte[] nonce = HEX.parseHex(nonceByte.repeat(12));
            for (int length = 0; length < 600; length += length < 300 ? 1 : 37) {
                byte[] plaintext = new byte[length];
                Arrays.fill(plaintext, (byte) length);
                byte[] associated = new byte[length % 67];
                byte[] sealed = seal(providers, KEY, nonce, associated, plaintext);
                assertThat(sealed).isEqualTo(seal(jdk, KEY, nonce, associated, plaintext));
                assertThat(open(providers, KEY, nonce, associated, sealed)).isEqualTo(plaintext);
            }
        }
    }

    private static boolean opens(CryptoProviders providers, byte[] nonce, byte[] associated, byte[] sealed)
            throws GeneralSecurityException {
        try {
            open(providers, KEY, nonce, associated, sealed);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        }
    }

    private static byte[] seal(CryptoProviders providers, byte[] key, byte[] nonce, byte[] associated, byte[] plaintext)
            throws GeneralSecurityException {
        return run(providers, Cipher.ENCRYPT_MODE, key, nonce, associated, plaintext);
    }

    private static byte[] open(CryptoProviders providers, byte[] key, byte[] nonce, byte[] associated, byte[] sealed)
            throws GeneralSecurityException {
        return run(providers, Cipher.DECRYPT_MODE, key, nonce, associated, sealed);
    }

    private static byte[] run(
            CryptoProviders providers, int mode, byte[] key, byte[] nonce, byte[] associated, byte[] text)
            throws GeneralSecurityException {
        var cipher = providers.segmentGcm();
        cipher.init(mode, new HeapKey("AES", key.clone()), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(text);
    }

    private static List<String> table() throws IOException {
        try (var in = Objects.requireNonNull(GcmScenariosTest.class.getResourceAsStream("/gcm-nist.txt"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
