package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Signatures, OAEP and ECDH, with the providers' own whole-message algorithms as the judge.
class KeyPairTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
    private static final BouncyCastleProvider BC = new BouncyCastleProvider();
    /// The smallest of RSA, since making one takes long.
    private static final Map<KeyPairKind, KeyPair> PAIRS = pairs();

    private static Map<KeyPairKind, KeyPair> pairs() {
        var pairs = new EnumMap<KeyPairKind, KeyPair>(KeyPairKind.class);
        for (var kind : KeyPairKind.values()) {
            if (kind != KeyPairKind.RSA_3072 && kind != KeyPairKind.RSA_4096) {
                pairs.put(kind, KeyPair.generate(kind));
            }
        }
        return pairs;
    }

    static Stream<Arguments> schemes() {
        return PAIRS.keySet().stream()
                .flatMap(kind -> Arrays.stream(SignatureScheme.values())
                        .filter(scheme -> scheme.fits(kind))
                        .map(scheme -> Arguments.of(kind, scheme)));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theProviderVerifiesWhatIsSigned(KeyPairKind kind, SignatureScheme scheme) throws Exception {
        var pair = PAIRS.get(kind);
        var judge = judge(kind, scheme);
        judge.initVerify(jcePublic(kind));
        judge.update(MESSAGE);
        assertThat(judge.verify(pair.sign(scheme, MESSAGE, false))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void whatTheProviderSignsIsVerified(KeyPairKind kind, SignatureScheme scheme) throws Exception {
        var judge = judge(kind, scheme);
        judge.initSign(jcePrivate(kind));
        judge.update(MESSAGE);
        var signature = judge.sign();
        var key = PAIRS.get(kind).publicKey();

        assertThat(PublicKeys.verify(kind, key, scheme, MESSAGE, false, signature))
                .isTrue();
        if (scheme.takesDigests()) {
            assertThat(PublicKeys.verify(kind, key, scheme, scheme.digest().of(MESSAGE), true, signature))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void nothingElseIsVerified(KeyPairKind kind, SignatureScheme scheme) {
        var pair = PAIRS.get(kind);
        var signature = pair.sign(scheme, MESSAGE, false);
        var key = pair.publicKey();
        for (int at : new int[] {0, signature.length / 2, signature.length - 1}) {
            var bad = signature.clone();
            bad[at] ^= 1;
            assertThat(PublicKeys.verify(kind, key, scheme, MESSAGE, false, bad))
                    .isFalse();
        }
        assertThat(PublicKeys.verify(kind, key, scheme, new byte[1], false, signature))
                .isFalse();
        assertThat(PublicKeys.verify(kind, key, scheme, MESSAGE, false, new byte[0]))
                .isFalse();
        assertThat(PublicKeys.verify(kind, key, scheme, MESSAGE, false, Arrays.copyOf(signature, 5_000)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void aDigestHasTheHashsLength(KeyPairKind kind, SignatureScheme scheme) {
        assertThatThrownBy(() -> PAIRS.get(kind).sign(scheme, new byte[21], true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Signature judge(KeyPairKind kind, SignatureScheme scheme) throws Exception {
        var hash = scheme.digest().jceName();
        return switch (scheme.family()) {
            case PKCS1 -> Signature.getInstance(hash.replace("-", "") + "withRSA");
            case PSS -> {
                var signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec(
                        hash,
                        "MGF1",
                        new MGF1ParameterSpec(hash),
                        scheme.digest().bytes(),
                        1));
                yield signature;
            }
            case ECDSA -> {
                var name = hash.replace("-", "") + "withECDSA";
                yield kind == KeyPairKind.SECG_P256K1 ? Signature.getInstance(name, BC) : Signature.getInstance(name);
            }
            case ED25519 -> {
                var signature = Signature.getInstance("Ed25519");
                if (scheme == SignatureScheme.ED25519_PH) {
                    signature.setParameter(new java.security.spec.EdDSAParameterSpec(true));
                }
                yield signature;
            }
        };
    }

    private static KeyFactory factory(KeyPairKind kind) throws Exception {
        return kind == KeyPairKind.SECG_P256K1
                ? KeyFactory.getInstance("EC", BC)
                : KeyFactory.getInstance(kind.algorithm());
    }

    private static PublicKey jcePublic(KeyPairKind kind) throws Exception {
        return factory(kind)
                .generatePublic(new X509EncodedKeySpec(PAIRS.get(kind).publicKey()));
    }

    private static PrivateKey jcePrivate(KeyPairKind kind) throws Exception {
        var pkcs8 = PAIRS.get(kind).privateKey().expose(byte[]::clone);
        return factory(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    @Test
    void ed25519AsRfc8032Says() {
        var seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        var pair = KeyPair.of(KeyPairKind.ED25519, Secret.take(HEX.parseHex("302e020100300506032b657004220420" + seed)))
                .orElseThrow();
        assertThat(HEX.formatHex(pair.publicKey()))
                .isEqualTo("302a300506032b6570032100"
                        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HEX.formatHex(pair.sign(SignatureScheme.ED25519, new byte[0], false)))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                + "d25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void ed25519phAsRfc8032Says() {
        var seed = "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42";
        var pair = KeyPair.of(KeyPairKind.ED25519, Secret.take(HEX.parseHex("302e020100300506032b657004220420" + seed)))
                .orElseThrow();
        var digest = Digest.SHA_512.of("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(HEX.formatHex(pair.sign(SignatureScheme.ED25519_PH, digest, true)))
                .isEqualTo(
                        "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aa"
                                + "a10b8c61e636062aaad11c2a26083406");
    }

    static Stream<KeyPairKind> kinds() {
        return PAIRS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPairComesBackFromItsPrivateKey(KeyPairKind kind) {
        var pair = PAIRS.get(kind);
        var again = KeyPair.of(kind, Secret.take(pair.privateKey().expose(byte[]::clone)));
        assertThat(again.orElseThrow().publicKey()).isEqualTo(pair.publicKey());
        assertThat(PublicKeys.isValid(kind, pair.publicKey())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPrivateKeyOfAnotherKindIsRefusedAndForgotten(KeyPairKind kind) {
        for (var other : PAIRS.keySet()) {
            if (other != kind) {
                var secret = Secret.take(PAIRS.get(other).privateKey().expose(byte[]::clone));
                assertThat(KeyPair.of(kind, secret)).as("%s as %s", other, kind).isEmpty();
                assertThat(secret.isClosed()).isTrue();
            }
        }
        assertThat(KeyPair.of(kind, Secret.random(48))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Digest.class,
            names = {"SHA_1", "SHA_256"})
    void oaepOpensWhatItSealed(Digest digest) {
        var pair = PAIRS.get(KeyPairKind.RSA_2048);
        int most = PublicKeys.maxOaepBytes(KeyPairKind.RSA_2048, digest);
        for (int length : new int[] {1, most}) {
            var plaintext = new byte[length];
            Arrays.fill(plaintext, (byte) 7);
            var sealed = PublicKeys.encryptOaep(KeyPairKind.RSA_2048, pair.publicKey(), digest, plaintext);
            assertThat(pair.decryptOaep(digest, sealed)).hasValue(plaintext);
            sealed[100] ^= 1;
            assertThat(pair.decryptOaep(digest, sealed)).isEmpty();
        }
        assertThatThrownBy(() ->
                        PublicKeys.encryptOaep(KeyPairKind.RSA_2048, pair.publicKey(), digest, new byte[most + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oaepIsTheProvidersWithTheSameHashTwice() throws Exception {
        var cipher = Cipher.getInstance("RSA/NONE/OAEPWithSHA256AndMGF1Padding", BC);
        cipher.init(Cipher.ENCRYPT_MODE, jcePublic(KeyPairKind.RSA_2048));
        assertThat(PAIRS.get(KeyPairKind.RSA_2048).decryptOaep(Digest.SHA_256, cipher.doFinal(MESSAGE)))
                .hasValue(MESSAGE);
    }

    @Test
    void unwrapsWhatIsTooLongForRsa() throws Exception {
        var pair = PAIRS.get(KeyPairKind.RSA_2048);
        var aes = new byte[32];
        aes[3] = 9;
        var key = new byte[1_219];
        key[5] = 3;
        var cipher = Cipher.getInstance("AES/KWP/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aes, "AES"));
        var inner = cipher.doFinal(key);
        var outer = PublicKeys.encryptOaep(KeyPairKind.RSA_2048, pair.publicKey(), Digest.SHA_256, aes);
        var both = Arrays.copyOf(outer, outer.length + inner.length);
        System.arraycopy(inner, 0, both, outer.length, inner.length);

        assertThat(pair.unwrap(Digest.SHA_256, both)).hasValue(key);
        assertThat(pair.unwrap(Digest.SHA_1, both)).isEmpty();
        both[both.length - 1] ^= 1;
        assertThat(pair.unwrap(Digest.SHA_256, both)).isEmpty();
        assertThat(pair.unwrap(Digest.SHA_256, new byte[10])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NIST_P256, 32", "NIST_P384, 48", "NIST_P521, 66"})
    void bothSidesAgree(KeyPairKind kind, int bytes) {
        var mine = PAIRS.get(kind);
        try (var theirs = KeyPair.generate(kind)) {
            assertThat(mine.agree(theirs.publicKey()).orElseThrow())
                    .hasSize(bytes)
                    .isEqualTo(theirs.agree(mine.publicKey()).orElseThrow());
        }
    }

    @Test
    void agreesWithNobodyWhosePointIsNotOnTheCurve() {
        var mine = PAIRS.get(KeyPairKind.NIST_P256);
        var bad = mine.publicKey();
        bad[bad.length - 1] ^= 1;
        assertThat(PublicKeys.isValid(KeyPairKind.NIST_P256, bad)).isFalse();
        assertThat(mine.agree(bad)).isEmpty();
        assertThat(mine.agree(PAIRS.get(KeyPairKind.NIST_P384).publicKey())).isEmpty();
        assertThat(mine.agree(PAIRS.get(KeyPairKind.SECG_P256K1).publicKey())).isEmpty();
        assertThat(mine.agree(PAIRS.get(KeyPairKind.RSA_2048).publicKey())).isEmpty();
        assertThat(mine.agree(new byte[91])).isEmpty();
    }

    /// RFC 4231 §4.3 (test case 2).
    @ParameterizedTest
    @CsvSource({
        "SHA_224, a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44",
        "SHA_256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA_384, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "SHA_512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void hmacAsRfc4231Says(Digest digest, String expected) {
        try (var key = Secret.take("Jefe".getBytes(StandardCharsets.US_ASCII))) {
            var message = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
            assertThat(HEX.formatHex(Hmac.of(digest, key, message))).isEqualTo(expected);
        }
    }
}
