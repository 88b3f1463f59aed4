package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.crypt.Digest;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import org.letterlock.crypt.PublicKeys;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.MessageType;

/// Signatures, HMACs, ECDH and RSA encryption at the service's face. One KMS for all, since an RSA key
/// takes long to make.
class AsymmetricKeysTest {
    private static final KmsFixture FIXTURE = new KmsFixture();
    private static final KmsClient ROOT = FIXTURE.root();
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
    private static final SdkBytes MESSAGE = KmsFixture.bytes("a message");

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    /// The one key of this spec and usage.
    private static String key(String spec, String usage) {
        return KEYS.computeIfAbsent(
                spec + usage,
                each -> ROOT.createKey(request -> request.keySpec(spec).keyUsage(usage))
                        .keyMetadata()
                        .arn());
    }

    private static String signer(String spec) {
        return key(spec, "SIGN_VERIFY");
    }

    private static SdkBytes sign(String key, String algorithm, MessageType type, SdkBytes message) {
        return ROOT.sign(request -> request.keyId(key)
                        .signingAlgorithm(algorithm)
                        .messageType(type)
                        .message(message))
                .signature();
    }

    private static void verify(String key, String algorithm, MessageType type, SdkBytes message, SdkBytes signature) {
        var answer = ROOT.verify(request -> request.keyId(key)
                .signingAlgorithm(algorithm)
                .messageType(type)
                .message(message)
                .signature(signature));
        assertThat(answer.signatureValid()).isTrue();
        assertThat(answer.keyId()).isEqualTo(key);
        assertThat(answer.signingAlgorithmAsString()).isEqualTo(algorithm);
    }

    private static void assertCode(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PSS_SHA_256, SHA-256",
        "RSA_2048, RSASSA_PSS_SHA_384, SHA-384",
        "RSA_2048, RSASSA_PSS_SHA_512, SHA-512",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_256, SHA-256",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_384, SHA-384",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_512, SHA-512",
        "ECC_NIST_P256, ECDSA_SHA_256, SHA-256",
        "ECC_NIST_P384, ECDSA_SHA_384, SHA-384",
        "ECC_NIST_P521, ECDSA_SHA_512, SHA-512",
        "ECC_SECG_P256K1, ECDSA_SHA_256, SHA-256"
    })
    void signsAMessageAndItsDigestAlike(String spec, String algorithm, String hash) throws Exception {
        var key = signer(spec);
        var digest = SdkBytes.fromByteArray(
                java.security.MessageDigest.getInstance(hash).digest(MESSAGE.asByteArray()));
        var ofMessage = sign(key, algorithm, MessageType.RAW, MESSAGE);
        var ofDigest = sign(key, algorithm, MessageType.DIGEST, digest);

        for (var signature : new SdkBytes[] {ofMessage, ofDigest}) {
            verify(key, algorithm, MessageType.RAW, MESSAGE, signature);
            verify(key, algorithm, MessageType.DIGEST, digest, signature);
        }
        assertThatThrownBy(() -> verify(key, algorithm, MessageType.RAW, KmsFixture.bytes("another"), ofMessage))
                .isInstanceOf(KmsInvalidSignatureException.class);
        assertThatThrownBy(() -> sign(key, algorithm, MessageType.DIGEST, KmsFixture.bytes("short")))
                .hasMessageContaining("Digest is invalid length");
    }

    @Test
    void ed25519SignsMessagesAndPrehashedDigests() throws Exception {
        var key = signer("ECC_NIST_EDWARDS25519");
        var signature = sign(key, "ED25519_SHA_512", MessageType.RAW, MESSAGE);
        verify(key, "ED25519_SHA_512", MessageType.RAW, MESSAGE, signature);
        var judge = Signature.getInstance("Ed25519");
        var publicKey = ROOT.getPublicKey(request -> request.keyId(key)).publicKey();
        judge.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey.asByteArray())));
        judge.update(MESSAGE.asByteArray());
        assertThat(judge.verify(signature.asByteArray())).isTrue();

        var digest = SdkBytes.fromByteArray(Digest.SHA_512.of(MESSAGE.asByteArray()));
        var prehashed = sign(key, "ED25519_PH_SHA_512", MessageType.DIGEST, digest);
        verify(key, "ED25519_PH_SHA_512", MessageType.DIGEST, digest, prehashed);
        assertCode("ValidationException", () -> sign(key, "ED25519_SHA_512", MessageType.DIGEST, digest));
        assertCode("ValidationException", () -> sign(key, "ED25519_PH_SHA_512", MessageType.RAW, MESSAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, ECDSA_SHA_256",
        "ECC_NIST_P256, ECDSA_SHA_384",
        "ECC_NIST_P256, RSASSA_PSS_SHA_256",
        "ECC_SECG_P256K1, ED25519_SHA_512",
        "ECC_NIST_EDWARDS25519, ECDSA_SHA_512",
        "ECC_NIST_P384, NONSENSE"
    })
    void anAlgorithmFitsItsKey(String spec, String algorithm) {
        assertThatThrownBy(() -> sign(signer(spec), algorithm, MessageType.RAW, MESSAGE))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertThatThrownBy(() -> verify(signer(spec), algorithm, MessageType.RAW, MESSAGE, MESSAGE))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @Test
    void onlyKeysForItSign() {
        for (var key : new String[] {
            FIXTURE.createKey(), key("HMAC_256", "GENERATE_VERIFY_MAC"), key("ECC_NIST_P256", "KEY_AGREEMENT")
        }) {
            assertThatThrownBy(() -> sign(key, "ECDSA_SHA_256", MessageType.RAW, MESSAGE))
                    .isInstanceOf(InvalidKeyUsageException.class)
                    .hasMessageContaining("key usage is");
        }
    }

    @Test
    void messagesAreBounded() {
        var key = signer("ECC_NIST_P256");
        sign(key, "ECDSA_SHA_256", MessageType.RAW, SdkBytes.fromByteArray(new byte[4_096]));
        assertCode(
                "ValidationException",
                () -> sign(key, "ECDSA_SHA_256", MessageType.RAW, SdkBytes.fromByteArray(new byte[4_097])));
        assertCode("ValidationException", () -> sign(key, "ECDSA_SHA_256", MessageType.RAW, KmsFixture.bytes("")));
        assertCode("ValidationException", () -> sign(key, "ECDSA_SHA_256", MessageType.EXTERNAL_MU, MESSAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, SIGN_VERIFY, 6, 0, 0",
        "RSA_2048, ENCRYPT_DECRYPT, 0, 2, 0",
        "ECC_NIST_P384, SIGN_VERIFY, 1, 0, 0",
        "ECC_NIST_P521, KEY_AGREEMENT, 0, 0, 1",
        "ECC_NIST_EDWARDS25519, SIGN_VERIFY, 2, 0, 0"
    })
    void thePublicKeyComesWithItsUses(String spec, String usage, int signing, int encryption, int agreement) {
        var answer = ROOT.getPublicKey(request -> request.keyId(key(spec, usage)));
        assertThat(answer.keySpecAsString()).isEqualTo(spec);
        assertThat(answer.keyUsageAsString()).isEqualTo(usage);
        assertThat(answer.signingAlgorithms()).hasSize(signing);
        assertThat(answer.encryptionAlgorithms()).hasSize(encryption);
        assertThat(answer.keyAgreementAlgorithms()).hasSize(agreement);
        var metadata =
                ROOT.describeKey(request -> request.keyId(key(spec, usage))).keyMetadata();
        assertThat(metadata.signingAlgorithms()).isEqualTo(answer.signingAlgorithms());
        assertThat(metadata.encryptionAlgorithms()).isEqualTo(answer.encryptionAlgorithms());
    }

    @Test
    void aSymmetricKeyHasNoPublicKey() {
        assertCode(
                "UnsupportedOperationException",
                () -> ROOT.getPublicKey(request -> request.keyId(FIXTURE.createKey())));
    }

    @ParameterizedTest
    @CsvSource({
        "HMAC_224, HMAC_SHA_224, 28",
        "HMAC_256, HMAC_SHA_256, 32",
        "HMAC_384, HMAC_SHA_384, 48",
        "HMAC_512, HMAC_SHA_512, 64"
    })
    void makesAndVerifiesHmacs(String spec, String algorithm, int bytes) {
        var key = key(spec, "GENERATE_VERIFY_MAC");
        var made = ROOT.generateMac(
                request -> request.keyId(key).macAlgorithm(algorithm).message(MESSAGE));
        assertThat(made.mac().asByteArray()).hasSize(bytes);
        assertThat(made.keyId()).isEqualTo(key);
        assertThat(ROOT.verifyMac(request -> request.keyId(key)
                                .macAlgorithm(algorithm)
                                .message(MESSAGE)
                                .mac(made.mac()))
                        .macValid())
                .isTrue();

        var wrong = made.mac().asByteArray();
        wrong[0] ^= 1;
        assertThatThrownBy(() -> ROOT.verifyMac(request -> request.keyId(key)
                        .macAlgorithm(algorithm)
                        .message(MESSAGE)
                        .mac(SdkBytes.fromByteArray(wrong))))
                .isInstanceOf(KmsInvalidMacException.class);
        var other = algorithm.equals("HMAC_SHA_256") ? "HMAC_SHA_384" : "HMAC_SHA_256";
        assertThatThrownBy(() -> ROOT.generateMac(
                        request -> request.keyId(key).macAlgorithm(other).message(MESSAGE)))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256, NIST_P256", "ECC_NIST_P384, NIST_P384", "ECC_NIST_P521, NIST_P521"})
    void derivesTheSecretThatTheOtherSideHas(String spec, KeyPairKind kind) {
        var key = key(spec, "KEY_AGREEMENT");
        var mine = ROOT.getPublicKey(request -> request.keyId(key)).publicKey().asByteArray();
        try (var other = KeyPair.generate(kind)) {
            var answer = ROOT.deriveSharedSecret(request -> request.keyId(key)
                    .keyAgreementAlgorithm("ECDH")
                    .publicKey(SdkBytes.fromByteArray(other.publicKey())));
            assertThat(answer.sharedSecret().asByteArray())
                    .isEqualTo(other.agree(mine).orElseThrow());
            assertThat(answer.keyOriginAsString()).isEqualTo("AWS_KMS");
        }
    }

    @Test
    void derivesNothingFromAnotherCurveOrBrokenKey() {
        var key = key("ECC_NIST_P256", "KEY_AGREEMENT");
        var foreign = ROOT.getPublicKey(request -> request.keyId(signer("ECC_SECG_P256K1")))
                .publicKey();
        var broken =
                ROOT.getPublicKey(request -> request.keyId(key)).publicKey().asByteArray();
        broken[broken.length - 1] ^= 1;
        for (var bad : new SdkBytes[] {foreign, SdkBytes.fromByteArray(broken), MESSAGE}) {
            assertCode(
                    "ValidationException",
                    () -> ROOT.deriveSharedSecret(request ->
                            request.keyId(key).keyAgreementAlgorithm("ECDH").publicKey(bad)));
        }
        assertThatThrownBy(() -> ROOT.deriveSharedSecret(request -> request.keyId(signer("ECC_NIST_P256"))
                        .keyAgreementAlgorithm("ECDH")
                        .publicKey(foreign)))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @ParameterizedTest
    @CsvSource({"RSAES_OAEP_SHA_1, 214", "RSAES_OAEP_SHA_256, 190"})
    void rsaEncryptsAsMuchAsOaepLeavesRoomFor(String algorithm, int most) {
        var key = key("RSA_2048", "ENCRYPT_DECRYPT");
        var blob = ROOT.encrypt(request -> request.keyId(key)
                        .encryptionAlgorithm(algorithm)
                        .plaintext(SdkBytes.fromByteArray(new byte[most])))
                .ciphertextBlob();
        var answer = ROOT.decrypt(
                request -> request.keyId(key).encryptionAlgorithm(algorithm).ciphertextBlob(blob));
        assertThat(answer.plaintext().asByteArray()).isEqualTo(new byte[most]);
        assertThat(answer.keyMaterialId()).isNull();

        assertCode(
                "ValidationException",
                () -> ROOT.encrypt(request -> request.keyId(key)
                        .encryptionAlgorithm(algorithm)
                        .plaintext(SdkBytes.fromByteArray(new byte[most + 1]))));
        var other = algorithm.endsWith("_1") ? "RSAES_OAEP_SHA_256" : "RSAES_OAEP_SHA_1";
        assertThatThrownBy(() -> ROOT.decrypt(
                        request -> request.keyId(key).encryptionAlgorithm(other).ciphertextBlob(blob)))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void whatIsEncryptedWithThePublicKeyOutsideIsDecrypted() {
        var key = key("RSA_2048", "ENCRYPT_DECRYPT");
        var publicKey =
                ROOT.getPublicKey(request -> request.keyId(key)).publicKey().asByteArray();
        var sealed = PublicKeys.encryptOaep(KeyPairKind.RSA_2048, publicKey, Digest.SHA_256, MESSAGE.asByteArray());
        assertThat(ROOT.decrypt(request -> request.keyId(key)
                                .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                                .ciphertextBlob(SdkBytes.fromByteArray(sealed)))
                        .plaintext())
                .isEqualTo(MESSAGE);
    }

    @Test
    void anAsymmetricCiphertextNeedsKeyAndAlgorithmAndTakesNoContext() {
        var key = key("RSA_2048", "ENCRYPT_DECRYPT");
        assertThatThrownBy(() -> FIXTURE.encrypt(ROOT, key, "x", Map.of()))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertCode(
                "ValidationException",
                () -> ROOT.encrypt(request -> request.keyId(key)
                        .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                        .plaintext(MESSAGE)
                        .encryptionContext(CONTEXT)));
        assertCode(
                "ValidationException",
                () -> ROOT.decrypt(request ->
                        request.encryptionAlgorithm("RSAES_OAEP_SHA_256").ciphertextBlob(MESSAGE)));
        assertCode(
                "ValidationException",
                () -> ROOT.decrypt(request -> request.keyId(key)
                        .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                        .ciphertextBlob(MESSAGE)
                        .encryptionContext(CONTEXT)));
        assertThatThrownBy(
                        () -> ROOT.generateDataKey(request -> request.keyId(key).numberOfBytes(32)))
                .isInstanceOf(InvalidKeyUsageException.class);
    }

    @Test
    void everyByteOfAnRsaCiphertextCounts() {
        var key = key("RSA_2048", "ENCRYPT_DECRYPT");
        var good = ROOT.encrypt(request -> request.keyId(key)
                        .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                        .plaintext(MESSAGE))
                .ciphertextBlob()
                .asByteArray();
        for (int at = 0; at < good.length; at += 5) {
            var bad = good.clone();
            bad[at] ^= 1;
            assertThatThrownBy(() -> ROOT.decrypt(request -> request.keyId(key)
                            .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                            .ciphertextBlob(SdkBytes.fromByteArray(bad))))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA_2048", "ECC_NIST_P256", "ECC_NIST_P521", "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519"})
    void dataKeyPairsComeInTheClearAndEncrypted(String spec) {
        var symmetric = FIXTURE.createKey();
        var made = ROOT.generateDataKeyPair(
                request -> request.keyId(symmetric).keyPairSpec(spec).encryptionContext(CONTEXT));
        var opened = ROOT.decrypt(request ->
                request.ciphertextBlob(made.privateKeyCiphertextBlob()).encryptionContext(CONTEXT));

        assertThat(opened.plaintext()).isEqualTo(made.privateKeyPlaintext());
        assertThat(made.keyPairSpecAsString()).isEqualTo(spec);
        assertThat(made.keyMaterialId()).isEqualTo(opened.keyMaterialId());
        var kind = KeyForm.pair(software.amazon.awssdk.services.kms.model.KeySpec.fromValue(spec))
                .orElseThrow();
        try (var pair = KeyPair.of(
                        kind,
                        org.letterlock.crypt.Secret.take(opened.plaintext().asByteArray()))
                .orElseThrow()) {
            assertThat(pair.publicKey()).isEqualTo(made.publicKey().asByteArray());
        }
    }

    @Test
    void dataKeyPairsAreMadeBySymmetricKeysAlone() {
        var symmetric = FIXTURE.createKey();
        var sealed = ROOT.generateDataKeyPairWithoutPlaintext(
                request -> request.keyId(symmetric).keyPairSpec("ECC_NIST_P256"));
        assertThat(sealed.publicKey().asByteArray()).hasSize(91);
        assertThat(ROOT.decrypt(request -> request.ciphertextBlob(sealed.privateKeyCiphertextBlob()))
                        .plaintext()
                        .asByteArray())
                .isNotEmpty();
        assertThatThrownBy(() -> ROOT.generateDataKeyPair(
                        request -> request.keyId(signer("ECC_NIST_P256")).keyPairSpec("ECC_NIST_P256")))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertCode(
                "UnsupportedOperationException",
                () -> ROOT.generateDataKeyPair(
                        request -> request.keyId(symmetric).keyPairSpec("SM2")));
        assertCode("ValidationException", () -> ROOT.generateDataKeyPair(request -> request.keyId(symmetric)));
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, SIGN_VERIFY, Sign Verify GetPublicKey DescribeKey, true",
        "ECC_NIST_P256, SIGN_VERIFY, Decrypt, false",
        "ECC_NIST_P256, SIGN_VERIFY, GenerateMac, false",
        "HMAC_256, GENERATE_VERIFY_MAC, GenerateMac VerifyMac RetireGrant, true",
        "HMAC_256, GENERATE_VERIFY_MAC, GetPublicKey, false",
        "ECC_NIST_P256, KEY_AGREEMENT, DeriveSharedSecret GetPublicKey, true",
        "ECC_NIST_P256, KEY_AGREEMENT, Sign, false",
        "RSA_2048, ENCRYPT_DECRYPT, Encrypt Decrypt ReEncryptTo ReEncryptFrom GetPublicKey CreateGrant, true",
        "RSA_2048, ENCRYPT_DECRYPT, GenerateDataKey, false"
    })
    void aGrantGivesWhatTheKeyCanDo(String spec, String usage, String operations, boolean possible) {
        ThrowingCallable create = () -> ROOT.createGrant(request -> request.keyId(key(spec, usage))
                .granteePrincipal("arn:aws:iam::111122223333:user/nobody")
                .operationsWithStrings(operations.split(" ")));
        if (possible) {
            org.assertj.core.api.Assertions.assertThatCode(create).doesNotThrowAnyException();
        } else {
            assertCode("ValidationException", create);
        }
    }

    @Test
    void aGrantLetsASignerSignAndNothingElse() {
        var key = ROOT.createKey(request -> request.keySpec("ECC_NIST_P256").keyUsage("SIGN_VERIFY"))
                .keyMetadata()
                .arn();
        ROOT.createGrant(request -> request.keyId(key)
                .granteePrincipal("arn:aws:iam::111122223333:user/alice")
                .operationsWithStrings("Sign"));
        var alice = FIXTURE.kms.as(KmsFixture.user("alice"));
        var signature = alice.sign(request ->
                        request.keyId(key).signingAlgorithm("ECDSA_SHA_256").message(MESSAGE))
                .signature();
        verify(key, "ECDSA_SHA_256", MessageType.RAW, MESSAGE, signature);
        assertCode("AccessDeniedException", () -> alice.getPublicKey(request -> request.keyId(key)));
        assertCode(
                "AccessDeniedException",
                () -> alice.verify(request -> request.keyId(key)
                        .signingAlgorithm("ECDSA_SHA_256")
                        .message(MESSAGE)
                        .signature(signature)));
    }

    @Test
    void everyKindOfKeySurvivesARestart() {
        try (var fixture = new KmsFixture()) {
            var signer = make(fixture, "ECC_SECG_P256K1", "SIGN_VERIFY");
            var edwards = make(fixture, "ECC_NIST_EDWARDS25519", "SIGN_VERIFY");
            var mac = make(fixture, "HMAC_512", "GENERATE_VERIFY_MAC");
            var signature = fixture.root()
                    .sign(request -> request.keyId(signer)
                            .signingAlgorithm("ECDSA_SHA_256")
                            .message(MESSAGE))
                    .signature();
            var before = fixture.root()
                    .generateMac(request ->
                            request.keyId(mac).macAlgorithm("HMAC_SHA_512").message(MESSAGE))
                    .mac();
            var publicKey = fixture.root()
                    .getPublicKey(request -> request.keyId(edwards))
                    .publicKey();
            fixture.reopen();

            assertThat(fixture.kms.verify()).isEmpty();
            assertThat(fixture.root()
                            .verify(request -> request.keyId(signer)
                                    .signingAlgorithm("ECDSA_SHA_256")
                                    .message(MESSAGE)
                                    .signature(signature))
                            .signatureValid())
                    .isTrue();
            assertThat(fixture.root()
                            .generateMac(request -> request.keyId(mac)
                                    .macAlgorithm("HMAC_SHA_512")
                                    .message(MESSAGE))
                            .mac())
                    .isEqualTo(before);
            assertThat(fixture.root()
                            .getPublicKey(request -> request.keyId(edwards))
                            .publicKey())
                    .isEqualTo(publicKey);
        }
    }

    private static String make(KmsFixture fixture, String spec, String usage) {
        return fixture.root()
                .createKey(request -> request.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .arn();
    }

    @Test
    void noEventHoldsWhatWasSignedOrMade() {
        var key = key("HMAC_256", "GENERATE_VERIFY_MAC");
        var canary = "canary-of-a-message-81c2";
        var mac = ROOT.generateMac(request ->
                        request.keyId(key).macAlgorithm("HMAC_SHA_256").message(KmsFixture.bytes(canary)))
                .mac();
        var signature = sign(signer("ECC_NIST_P256"), "ECDSA_SHA_256", MessageType.RAW, KmsFixture.bytes(canary));
        var random = ROOT.generateRandom(request -> request.numberOfBytes(24)).plaintext();
        var pair = ROOT.generateDataKeyPair(
                request -> request.keyId(FIXTURE.createKey()).keyPairSpec("ECC_NIST_P256"));
        var encoder = java.util.Base64.getEncoder();
        for (var event : FIXTURE.events(100)) {
            assertThat(event.json()).doesNotContain(canary);
            for (var secret : new SdkBytes[] {
                KmsFixture.bytes(canary),
                mac,
                signature,
                random,
                pair.privateKeyPlaintext(),
                pair.privateKeyCiphertextBlob()
            }) {
                assertThat(event.json()).doesNotContain(encoder.encodeToString(secret.asByteArray()));
            }
        }
    }
}
