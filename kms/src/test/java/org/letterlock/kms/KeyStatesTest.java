package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.letterlock.crypt.Digest;
import org.letterlock.crypt.KeyPairKind;
import org.letterlock.crypt.PublicKeys;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/// What every operation does with a key of every kind in every state, from `key-states.csv`. All
/// cases share one KMS, whose keys are brought into the state that a case wants.
class KeyStatesTest {
    private static final KmsFixture FIXTURE = new KmsFixture();
    private static final KmsClient ROOT = FIXTURE.root();
    private static final SdkBytes MESSAGE = KmsFixture.bytes("a message");
    private static final Map<String, String> KEYS = Map.of(
            "own", make("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS"),
            "imported", make("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "EXTERNAL"),
            "signer", make("ECC_NIST_P256", "SIGN_VERIFY", "AWS_KMS"),
            "agreeing", make("ECC_NIST_P256", "KEY_AGREEMENT", "AWS_KMS"),
            "mac", make("HMAC_256", "GENERATE_VERIFY_MAC", "AWS_KMS"));
    private static final String OTHER = FIXTURE.createKey();
    private static final GetParametersForImportResponse PARAMETERS =
            ROOT.getParametersForImport(request -> request.keyId(KEYS.get("imported"))
                    .wrappingAlgorithm("RSAES_OAEP_SHA_256")
                    .wrappingKeySpec("RSA_2048"));
    private static final List<KeyState> STATES =
            List.of(KeyState.ENABLED, KeyState.DISABLED, KeyState.PENDING_DELETION, KeyState.PENDING_IMPORT);

    private static SdkBytes otherBlob;
    private static SdkBytes ownBlob;
    private static SdkBytes importedBlob;
    private static SdkBytes signature;
    private static SdkBytes mac;

    record Case(String operation, String key, KeyState state, String expected) {
        @Override
        public String toString() {
            return operation + " on " + key + " " + state + " → " + expected;
        }

        /// As its event calls it.
        String event() {
            return operation.replaceAll(" .*", "");
        }

        String arn() {
            return KEYS.get(key);
        }
    }

    @BeforeAll
    static void use() {
        importMaterial();
        otherBlob = FIXTURE.encrypt(ROOT, OTHER, "x", Map.of());
        ownBlob = FIXTURE.encrypt(ROOT, KEYS.get("own"), "x", CONTEXT);
        importedBlob = FIXTURE.encrypt(ROOT, KEYS.get("imported"), "x", CONTEXT);
        signature = ROOT.sign(request -> request.keyId(KEYS.get("signer"))
                        .signingAlgorithm("ECDSA_SHA_256")
                        .message(MESSAGE))
                .signature();
        mac = ROOT.generateMac(request -> request.keyId(KEYS.get("mac"))
                        .macAlgorithm("HMAC_SHA_256")
                        .message(MESSAGE))
                .mac();
    }

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private static String make(String spec, String usage, String origin) {
        return ROOT.createKey(request -> request.keySpec(spec).keyUsage(usage).origin(origin))
                .keyMetadata()
                .arn();
    }

    private static void importMaterial() {
        importMaterial(KEYS.get("imported"));
    }

    private static void importMaterial(String key) {
        var material = new byte[32];
        Arrays.fill(material, (byte) 5);
        ROOT.importKeyMaterial(request -> request.keyId(key)
                .importToken(PARAMETERS.importToken())
                .encryptedKeyMaterial(SdkBytes.fromByteArray(PublicKeys.encryptOaep(
                        KeyPairKind.RSA_2048, PARAMETERS.publicKey().asByteArray(), Digest.SHA_256, material)))
                .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE"));
    }

    static Stream<Case> cases() throws IOException {
        var cases = new ArrayList<Case>();
        try (var in = KeyStatesTest.class.getResourceAsStream("key-states.csv")) {
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .forEach(row -> {
                        for (int state = 0; state < STATES.size(); state++) {
                            if (!row[2 + state].equals("-")) {
                                cases.add(new Case(row[0], row[1], STATES.get(state), row[2 + state]));
                            }
                        }
                    });
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheTableSays(Case given) {
        bringTo(given.arn(), KeyState.ENABLED);
        var grant = given.operation().matches("Re.*Grant") ? grant(given) : "";
        if (given.operation().contains("Alias")) {
            alias("alias/one", given.arn());
            alias("alias/other", OTHER);
        }
        bringTo(given.arn(), given.state());

        long before = FIXTURE.trail.size();
        check(given, () -> call(given, grant));
        boolean rotated =
                given.event().equals("RotateKeyOnDemand") && given.expected().equals("OK");
        assertThat(FIXTURE.trail.size()).isEqualTo(before + (rotated ? 2 : 1));
        assertThat(FIXTURE.lastEvent().name()).isEqualTo(given.event());
        assertThat(FIXTURE.lastEvent().json().contains("\"errorCode\""))
                .isEqualTo(!given.expected().equals("OK"));
    }

    private static KeyState state(String key) {
        return ROOT.describeKey(request -> request.keyId(key)).keyMetadata().keyState();
    }

    private static void bringTo(String key, KeyState wanted) {
        var state = state(key);
        if (state == wanted) {
            return;
        }
        if (state == KeyState.PENDING_DELETION) {
            ROOT.cancelKeyDeletion(request -> request.keyId(key));
            state = state(key);
        }
        if (state == KeyState.PENDING_IMPORT) {
            importMaterial(key);
        }
        if (state == KeyState.DISABLED) {
            ROOT.enableKey(request -> request.keyId(key));
        }
        switch (wanted) {
            case DISABLED -> ROOT.disableKey(request -> request.keyId(key));
            case PENDING_DELETION -> ROOT.scheduleKeyDeletion(request -> request.keyId(key));
            case PENDING_IMPORT -> ROOT.deleteImportedKeyMaterial(request -> request.keyId(key));
            default -> {}
        }
    }

    private static String grant(Case given) {
        return ROOT.createGrant(request -> request.keyId(given.arn())
                        .granteePrincipal(KmsFixture.SERVICE)
                        .name("before")
                        .operations(GrantOperation.DESCRIBE_KEY))
                .grantId();
    }

    private static void alias(String name, String key) {
        for (var alias : ROOT.listAliases().aliases()) {
            if (alias.aliasName().equals(name) || alias.aliasName().equals("alias/two")) {
                ROOT.deleteAlias(request -> request.aliasName(alias.aliasName()));
            }
        }
        ROOT.createAlias(request -> request.aliasName(name).targetKeyId(key));
    }

    private static void check(Case given, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var arn = given.arn();
        switch (given.expected()) {
            case "OK" -> assertThatCode(call).doesNotThrowAnyException();
            case "disabled" -> check(call, DisabledException.class, arn + " is disabled.");
            case "pending deletion" -> check(call, KmsInvalidStateException.class, arn + " is pending deletion.");
            case "not pending deletion" ->
                check(call, KmsInvalidStateException.class, arn + " is not pending deletion.");
            case "pending import" -> check(call, KmsInvalidStateException.class, arn + " is pending import.");
            case "no new material" -> check(call, KmsInvalidStateException.class, arn + " has no key material");
            case "origin" -> check(call, UnsupportedOperationException.class, arn + " origin is ");
            case "spec" -> check(call, UnsupportedOperationException.class, arn + " key spec is ");
            case "usage" -> check(call, InvalidKeyUsageException.class, arn + " key usage is ");
            default -> throw new IllegalArgumentException(given.expected());
        }
    }

    private static void check(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Class<?> type, String message) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageStartingWith(message);
    }

    private static void call(Case given, String grant) {
        var key = given.arn();
        switch (given.operation()) {
            case "Encrypt" -> FIXTURE.encrypt(ROOT, key, "x", CONTEXT);
            case "Decrypt" ->
                ROOT.decrypt(request ->
                        request.keyId(key).ciphertextBlob(blob(given)).encryptionContext(CONTEXT));
            case "Decrypt by its ciphertext" -> FIXTURE.decrypt(ROOT, blob(given), CONTEXT);
            case "ReEncrypt from it" ->
                ROOT.reEncrypt(request -> request.ciphertextBlob(blob(given))
                        .sourceEncryptionContext(CONTEXT)
                        .destinationKeyId(OTHER));
            case "ReEncrypt to it" ->
                ROOT.reEncrypt(request -> request.ciphertextBlob(otherBlob).destinationKeyId(key));
            case "GenerateDataKey" ->
                ROOT.generateDataKey(request -> request.keyId(key).keySpec("AES_256"));
            case "GenerateDataKeyWithoutPlaintext" ->
                ROOT.generateDataKeyWithoutPlaintext(
                        request -> request.keyId(key).numberOfBytes(64));
            case "GenerateDataKeyPair" ->
                ROOT.generateDataKeyPair(request -> request.keyId(key).keyPairSpec("ECC_NIST_P256"));
            case "GenerateDataKeyPairWithoutPlaintext" ->
                ROOT.generateDataKeyPairWithoutPlaintext(
                        request -> request.keyId(key).keyPairSpec("ECC_NIST_P256"));
            case "Sign" ->
                ROOT.sign(request ->
                        request.keyId(key).signingAlgorithm("ECDSA_SHA_256").message(MESSAGE));
            case "Verify" ->
                ROOT.verify(request -> request.keyId(key)
                        .signingAlgorithm("ECDSA_SHA_256")
                        .message(MESSAGE)
                        .signature(signature));
            case "GenerateMac" ->
                ROOT.generateMac(request ->
                        request.keyId(key).macAlgorithm("HMAC_SHA_256").message(MESSAGE));
            case "VerifyMac" ->
                ROOT.verifyMac(request -> request.keyId(key)
                        .macAlgorithm("HMAC_SHA_256")
                        .message(MESSAGE)
                        .mac(mac));
            case "DeriveSharedSecret" ->
                ROOT.deriveSharedSecret(request ->
                        request.keyId(key).keyAgreementAlgorithm("ECDH").publicKey(SdkBytes.fromByteArray(PEER)));
            case "CreateGrant" ->
                ROOT.createGrant(request -> request.keyId(key)
                        .granteePrincipal(KmsFixture.SERVICE)
                        .operations(GrantOperation.DESCRIBE_KEY));
            default -> manage(given.operation(), key, grant);
        }
    }

    private static final byte[] PEER;

    static {
        try (var pair = org.letterlock.crypt.KeyPair.generate(KeyPairKind.NIST_P256)) {
            PEER = pair.publicKey();
        }
    }

    private static SdkBytes blob(Case given) {
        return given.key().equals("imported") ? importedBlob : ownBlob;
    }

    private static void manage(String operation, String key, String grant) {
        switch (operation) {
            case "CreateAlias" ->
                ROOT.createAlias(request -> request.aliasName("alias/two").targetKeyId(key));
            case "UpdateAlias to it" ->
                ROOT.updateAlias(request -> request.aliasName("alias/other").targetKeyId(key));
            case "UpdateAlias from it" ->
                ROOT.updateAlias(request -> request.aliasName("alias/one").targetKeyId(OTHER));
            case "DeleteAlias" -> ROOT.deleteAlias(request -> request.aliasName("alias/one"));
            case "PutKeyPolicy" -> {
                var policy = KeyPolicies.standard(new Arns(KmsFixture.REGION, KmsFixture.ACCOUNT));
                ROOT.putKeyPolicy(request -> request.keyId(key).policy(policy));
            }
            case "RetireGrant" -> ROOT.retireGrant(request -> request.keyId(key).grantId(grant));
            case "RevokeGrant" -> ROOT.revokeGrant(request -> request.keyId(key).grantId(grant));
            case "TagResource" ->
                ROOT.tagResource(request -> request.keyId(key)
                        .tags(Tag.builder().tagKey("a").tagValue("b").build()));
            case "UntagResource" ->
                ROOT.untagResource(request -> request.keyId(key).tagKeys("a"));
            case "UpdateKeyDescription" ->
                ROOT.updateKeyDescription(request -> request.keyId(key).description("x"));
            case "GetParametersForImport" ->
                ROOT.getParametersForImport(request -> request.keyId(key)
                        .wrappingAlgorithm("RSAES_OAEP_SHA_256")
                        .wrappingKeySpec("RSA_2048"));
            case "ImportKeyMaterial" -> importMaterial(key);
            default -> manageWithKeyAlone(operation, key);
        }
    }

    private static void manageWithKeyAlone(String operation, String key) {
        switch (operation) {
            case "CancelKeyDeletion" -> ROOT.cancelKeyDeletion(request -> request.keyId(key));
            case "DescribeKey" -> ROOT.describeKey(request -> request.keyId(key));
            case "GetKeyLastUsage" -> ROOT.getKeyLastUsage(request -> request.keyId(key));
            case "GetKeyPolicy" -> ROOT.getKeyPolicy(request -> request.keyId(key));
            case "GetPublicKey" -> ROOT.getPublicKey(request -> request.keyId(key));
            case "ListGrants" -> ROOT.listGrants(request -> request.keyId(key));
            case "ListAliases" -> ROOT.listAliases(request -> request.keyId(key));
            case "ListKeyPolicies" -> ROOT.listKeyPolicies(request -> request.keyId(key));
            case "ListKeyRotations" -> ROOT.listKeyRotations(request -> request.keyId(key));
            case "ListResourceTags" -> ROOT.listResourceTags(request -> request.keyId(key));
            case "EnableKey" -> ROOT.enableKey(request -> request.keyId(key));
            case "DisableKey" -> ROOT.disableKey(request -> request.keyId(key));
            case "EnableKeyRotation" -> ROOT.enableKeyRotation(request -> request.keyId(key));
            case "DisableKeyRotation" -> ROOT.disableKeyRotation(request -> request.keyId(key));
            case "GetKeyRotationStatus" -> ROOT.getKeyRotationStatus(request -> request.keyId(key));
            case "RotateKeyOnDemand" -> ROOT.rotateKeyOnDemand(request -> request.keyId(key));
            case "ScheduleKeyDeletion" -> ROOT.scheduleKeyDeletion(request -> request.keyId(key));
            case "DeleteImportedKeyMaterial" -> ROOT.deleteImportedKeyMaterial(request -> request.keyId(key));
            default -> throw new IllegalArgumentException(operation);
        }
    }

    /// All but those that concern no key, or make one, or are not supported.
    @Test
    void everyOperationIsInTheTable() throws IOException {
        var all = Arrays.stream(KmsClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && KmsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .map(method -> Character.toUpperCase(method.getName().charAt(0))
                        + method.getName().substring(1))
                .filter(name -> !name.contains("CustomKeyStore"))
                .collect(Collectors.toCollection(TreeSet::new));
        all.removeAll(Set.of(
                "CreateKey",
                "Decapsulate",
                "Encapsulate",
                "GenerateRandom",
                "ListKeys",
                "ListRetirableGrants",
                "ReplicateKey",
                "UpdatePrimaryRegion"));
        Set<String> inTable = cases().map(Case::event).collect(Collectors.toCollection(TreeSet::new));
        assertThat(inTable).isEqualTo(all);
    }
}
