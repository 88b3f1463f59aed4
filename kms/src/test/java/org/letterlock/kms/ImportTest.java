package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.letterlock.crypt.Digest;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import org.letterlock.crypt.PublicKeys;
import org.letterlock.store.Kind;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ExpiredImportTokenException;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyMaterialException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidImportTokenException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

class ImportTest {
    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");

    @AfterEach
    void close() {
        fixture.close();
    }

    private String external(String spec, String usage) {
        return root.createKey(
                        request -> request.origin("EXTERNAL").keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .arn();
    }

    private GetParametersForImportResponse parameters(String key, String algorithm) {
        return root.getParametersForImport(
                request -> request.keyId(key).wrappingAlgorithm(algorithm).wrappingKeySpec("RSA_2048"));
    }

    private static byte[] material(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static SdkBytes wrap(GetParametersForImportResponse parameters, byte[] material) {
        return SdkBytes.fromByteArray(PublicKeys.encryptOaep(
                KeyPairKind.RSA_2048, parameters.publicKey().asByteArray(), Digest.SHA_256, material));
    }

    private ImportKeyMaterialResponse put(
            GetParametersForImportResponse parameters,
            byte[] material,
            Consumer<ImportKeyMaterialRequest.Builder> more) {
        return fixture.root().importKeyMaterial(request -> {
            request.keyId(parameters.keyId())
                    .importToken(parameters.importToken())
                    .encryptedKeyMaterial(wrap(parameters, material))
                    .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE");
            more.accept(request);
        });
    }

    private KeyState state() {
        return fixture.root()
                .describeKey(request -> request.keyId(key))
                .keyMetadata()
                .keyState();
    }

    @Test
    void aKeyWaitsForItsMaterialAndUsesIt() {
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
        assertThatThrownBy(() -> fixture.encrypt(root, key, "x", CONTEXT))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageStartingWith(key + " is pending import.");

        var imported = put(parameters(key, "RSAES_OAEP_SHA_256"), material(1), request -> {});
        var metadata = root.describeKey(request -> request.keyId(key)).keyMetadata();
        assertThat(metadata.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(metadata.originAsString()).isEqualTo("EXTERNAL");
        assertThat(metadata.expirationModelAsString()).isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
        assertThat(metadata.currentKeyMaterialId()).isEqualTo(imported.keyMaterialId());
        var blob = fixture.encrypt(root, key, "x", CONTEXT);
        fixture.reopen();
        assertThat(fixture.decrypt(fixture.root(), blob, CONTEXT)).isEqualTo("x");
        assertThat(fixture.kms.verify()).isEmpty();
    }

    @Test
    void deletedMaterialIsGoneAtOnceAndComesBackOnlyAsItWas() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        put(parameters, material(1), request -> {});
        var blob = fixture.encrypt(root, key, "x", CONTEXT);
        root.deleteImportedKeyMaterial(request -> request.keyId(key));

        assertThat(fixture.partition.list(Kind.KMS_MATERIAL)).isEmpty();
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
        assertThatThrownBy(() -> fixture.decrypt(root, blob, CONTEXT)).isInstanceOf(KmsInvalidStateException.class);
        assertThatCode(() -> root.deleteImportedKeyMaterial(request -> request.keyId(key)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> put(parameters, material(2), request -> {}))
                .isInstanceOf(IncorrectKeyMaterialException.class);

        fixture.reopen();
        put(parameters, material(1), request -> {});
        assertThat(fixture.decrypt(fixture.root(), blob, CONTEXT)).isEqualTo("x");
    }

    @Test
    void materialExpiresToTheMoment() throws Exception {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        var end = KmsFixture.START.plus(Duration.ofHours(2));
        put(
                parameters,
                material(1),
                request -> request.expirationModel("KEY_MATERIAL_EXPIRES").validTo(end));
        var blob = fixture.encrypt(root, key, "x", CONTEXT);
        fixture.now = end.minusMillis(1);
        assertThat(fixture.decrypt(root, blob, CONTEXT)).isEqualTo("x");
        assertThat(fixture.kms.doDueWork()).isZero();

        fixture.now = end;
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
        assertThatThrownBy(() -> fixture.decrypt(root, blob, CONTEXT)).isInstanceOf(KmsInvalidStateException.class);
        assertThat(fixture.partition.list(Kind.KMS_MATERIAL)).hasSize(1);
        assertThat(fixture.kms.doDueWork()).isEqualTo(1);
        var event = new ObjectMapper().readTree(fixture.lastEvent().json());
        assertThat(event.at("/eventName").asText()).isEqualTo("DeleteExpiredKeyMaterial");
        assertThat(event.at("/eventType").asText()).isEqualTo("AwsServiceEvent");
        assertThat(fixture.partition.list(Kind.KMS_MATERIAL)).isEmpty();

        put(parameters, material(1), request -> {});
        assertThat(fixture.decrypt(root, blob, CONTEXT)).isEqualTo("x");
    }

    @Test
    void anExpiryIsChangedByImportingAgain() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        var end = KmsFixture.START.plus(Duration.ofHours(2));
        put(
                parameters,
                material(1),
                request -> request.expirationModel("KEY_MATERIAL_EXPIRES").validTo(end));
        put(parameters, material(1), request -> {});
        fixture.now = end;
        assertThat(state()).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void anotherMaterialIsRotatedToOnDemand() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        var first = put(parameters, material(1), request -> request.keyMaterialDescription("first"));
        var old = fixture.encrypt(root, key, "old", CONTEXT);
        assertThatThrownBy(() -> root.rotateKeyOnDemand(request -> request.keyId(key)))
                .isInstanceOf(KmsInvalidStateException.class);

        var second = put(parameters, material(2), request -> request.importType("NEW_KEY_MATERIAL"));
        assertThat(root.describeKey(request -> request.keyId(key)).keyMetadata().currentKeyMaterialId())
                .isEqualTo(first.keyMaterialId());
        root.rotateKeyOnDemand(request -> request.keyId(key));
        var young = fixture.encrypt(root, key, "young", CONTEXT);
        fixture.reopen();
        assertThat(fixture.decrypt(fixture.root(), old, CONTEXT)).isEqualTo("old");
        assertThat(fixture.decrypt(fixture.root(), young, CONTEXT)).isEqualTo("young");
        var all = fixture.root()
                .listKeyRotations(request -> request.keyId(key).includeKeyMaterial("ALL_KEY_MATERIAL"))
                .rotations();
        assertThat(all)
                .extracting(RotationsListEntry::keyMaterialId)
                .containsExactly(first.keyMaterialId(), second.keyMaterialId());
        assertThat(all.getFirst().keyMaterialDescription()).isEqualTo("first");
        assertThat(all).extracting(RotationsListEntry::importStateAsString).containsOnly("IMPORTED");
    }

    @Test
    void withoutOneOfItsMaterialsAKeyWaits() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        var first = put(parameters, material(1), request -> {});
        put(parameters, material(2), request -> request.importType("NEW_KEY_MATERIAL"));
        root.rotateKeyOnDemand(request -> request.keyId(key));
        root.deleteImportedKeyMaterial(request -> request.keyId(key).keyMaterialId(first.keyMaterialId()));
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);

        put(parameters, material(1), request -> {});
        assertThat(state()).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void materialThatNeverBecameCurrentIsForgotten() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        put(parameters, material(1), request -> {});
        var second = put(parameters, material(2), request -> request.importType("NEW_KEY_MATERIAL"));
        assertThatThrownBy(() -> put(parameters, material(3), request -> request.importType("NEW_KEY_MATERIAL")))
                .isInstanceOf(KmsInvalidStateException.class);
        assertThatThrownBy(() -> put(parameters, material(1), request -> request.importType("NEW_KEY_MATERIAL")))
                .isInstanceOf(IncorrectKeyMaterialException.class);
        root.deleteImportedKeyMaterial(request -> request.keyId(key).keyMaterialId(second.keyMaterialId()));
        assertThat(state()).isEqualTo(KeyState.ENABLED);
        assertThatCode(() -> put(parameters, material(3), request -> request.importType("NEW_KEY_MATERIAL")))
                .doesNotThrowAnyException();
    }

    @Test
    void aTokenIsForItsKeyAndItsDay() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        var other = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        assertThatThrownBy(() -> put(parameters, material(1), request -> request.keyId(other)))
                .isInstanceOf(InvalidImportTokenException.class);
        var broken = parameters.importToken().asByteArray();
        broken[60] ^= 1;
        assertThatThrownBy(() ->
                        put(parameters, material(1), request -> request.importToken(SdkBytes.fromByteArray(broken))))
                .isInstanceOf(InvalidImportTokenException.class);
        assertThat(parameters.parametersValidTo()).isEqualTo(KmsFixture.START.plus(Duration.ofHours(24)));
        fixture.now = parameters.parametersValidTo();
        assertThatThrownBy(() -> put(parameters, material(1), request -> {}))
                .isInstanceOf(ExpiredImportTokenException.class);
    }

    @Test
    void materialIsOfTheKeysKindAndWrappedForTheToken() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        assertThatThrownBy(() -> put(parameters, new byte[16], request -> {}))
                .isInstanceOf(IncorrectKeyMaterialException.class);
        assertThatThrownBy(() -> put(
                        parameters,
                        material(1),
                        request -> request.encryptedKeyMaterial(SdkBytes.fromByteArray(new byte[256]))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> put(
                        parameters,
                        material(1),
                        request -> request.encryptedKeyMaterial(SdkBytes.fromByteArray(PublicKeys.encryptOaep(
                                KeyPairKind.RSA_2048,
                                parameters.publicKey().asByteArray(),
                                Digest.SHA_1,
                                material(1))))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "31536001"})
    void anExpiryIsWithinAYear(long seconds) {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        assertThatThrownBy(() -> put(
                        parameters,
                        material(1),
                        request -> request.expirationModel("KEY_MATERIAL_EXPIRES")
                                .validTo(KmsFixture.START.plusSeconds(seconds))))
                .hasMessageContaining("'validTo'");
    }

    @Test
    void anExpiryIsGivenIffItExpires() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        assertThatThrownBy(() -> put(parameters, material(1), request -> request.expirationModel((String) null)))
                .hasMessageContaining("'validTo'");
        assertThatThrownBy(() ->
                        put(parameters, material(1), request -> request.validTo(KmsFixture.START.plusSeconds(60))))
                .hasMessageContaining("'validTo'");
    }

    @Test
    void importsPrivateKeysAndHmacKeys() throws Exception {
        var signer = external("ECC_NIST_P256", "SIGN_VERIFY");
        var parameters = parameters(signer, "RSA_AES_KEY_WRAP_SHA_256");
        try (var pair = KeyPair.generate(KeyPairKind.NIST_P256)) {
            var pkcs8 = pair.privateKey().expose(byte[]::clone);
            put(parameters, new byte[1], request -> request.encryptedKeyMaterial(keyWrap(parameters, pkcs8)));
            assertThat(root.getPublicKey(request -> request.keyId(signer))
                            .publicKey()
                            .asByteArray())
                    .isEqualTo(pair.publicKey());
            assertThatThrownBy(() -> put(
                            parameters,
                            new byte[1],
                            request -> request.importType("NEW_KEY_MATERIAL")
                                    .encryptedKeyMaterial(keyWrap(
                                            parameters,
                                            KeyPair.generate(KeyPairKind.NIST_P256)
                                                    .privateKey()
                                                    .expose(byte[]::clone)))))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThatThrownBy(() -> put(
                        parameters,
                        new byte[1],
                        request -> request.encryptedKeyMaterial(keyWrap(
                                parameters,
                                KeyPair.generate(KeyPairKind.SECG_P256K1)
                                        .privateKey()
                                        .expose(byte[]::clone)))))
                .isInstanceOf(IncorrectKeyMaterialException.class);

        var mac = external("HMAC_256", "GENERATE_VERIFY_MAC");
        put(parameters(mac, "RSAES_OAEP_SHA_256"), material(7), request -> {});
        assertThat(root.generateMac(request ->
                                request.keyId(mac).macAlgorithm("HMAC_SHA_256").message(KmsFixture.bytes("x")))
                        .mac()
                        .asByteArray())
                .isEqualTo(org.letterlock.crypt.Hmac.sha256(material(7), new byte[] {'x'}));
    }

    private static SdkBytes keyWrap(GetParametersForImportResponse parameters, byte[] material) {
        try {
            var cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(material(9), "AES"));
            return SdkBytes.fromByteArray(SdkBytes.fromByteArray(
                            concat(wrap(parameters, material(9)).asByteArray(), cipher.doFinal(material)))
                    .asByteArray());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[] one, byte[] two) {
        var both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    @Test
    void onlyKeysOfOriginExternalImport() {
        var own = fixture.createKey();
        assertThatThrownBy(() -> parameters(own, "RSAES_OAEP_SHA_256"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(own + " origin is AWS_KMS which is not valid for this operation.");
        assertThatThrownBy(() -> root.deleteImportedKeyMaterial(request -> request.keyId(own)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> parameters(key, "RSAES_PKCS1_V1_5")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void cancellingTheDeletionOfAKeyWithoutMaterialLetsItWait() {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        put(parameters, material(1), request -> {});
        root.scheduleKeyDeletion(request -> request.keyId(key));
        root.deleteImportedKeyMaterial(request -> request.keyId(key));
        assertThat(state()).isEqualTo(KeyState.PENDING_DELETION);
        root.cancelKeyDeletion(request -> request.keyId(key));
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @Test
    void theEventsTellSettingsAndNoMaterial() throws Exception {
        var parameters = parameters(key, "RSAES_OAEP_SHA_256");
        var wrapped = wrap(parameters, material(0x41));
        put(parameters, material(0x41), request -> request.encryptedKeyMaterial(wrapped));
        var event = fixture.lastEvent().json();
        assertThat(new ObjectMapper()
                        .readTree(event)
                        .at("/requestParameters/expirationModel")
                        .asText())
                .isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
        var encoder = java.util.Base64.getEncoder();
        for (var each : fixture.events(100)) {
            assertThat(each.json())
                    .doesNotContain("A".repeat(32))
                    .doesNotContain(encoder.encodeToString(wrapped.asByteArray()))
                    .doesNotContain(
                            encoder.encodeToString(parameters.importToken().asByteArray()));
        }
    }
}
