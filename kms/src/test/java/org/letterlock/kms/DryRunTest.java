package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/// DryRun wherever the SDK has it: a success is DryRunOperationException, a refusal is the refusal, and
/// nothing has happened.
class DryRunTest {
    private static final KmsFixture FIXTURE = new KmsFixture();
    private static final KmsClient ROOT = FIXTURE.root();
    private static final SdkBytes MESSAGE = KmsFixture.bytes("a message");
    private static final String KEY = FIXTURE.createKey();
    private static final String SIGNER = make("ECC_NIST_P256", "SIGN_VERIFY");
    private static final String MAC = make("HMAC_256", "GENERATE_VERIFY_MAC");
    private static final String AGREEING = make("ECC_NIST_P256", "KEY_AGREEMENT");
    private static final SdkBytes BLOB = FIXTURE.encrypt(ROOT, KEY, "x", Map.of());
    private static final String GRANT = FIXTURE.grantTo(ROOT, KEY, KmsFixture.CONTEXT);

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    private static String make(String spec, String usage) {
        return ROOT.createKey(request -> request.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .arn();
    }

    private static final Map<String, java.util.function.Consumer<KmsClient>> CALLS = Map.ofEntries(
            Map.entry(
                    "CreateGrant",
                    client -> client.createGrant(request -> request.keyId(KEY)
                            .granteePrincipal(KmsFixture.SERVICE)
                            .operations(GrantOperation.DECRYPT)
                            .dryRun(true))),
            Map.entry(
                    "Decrypt",
                    client -> client.decrypt(
                            request -> request.keyId(KEY).ciphertextBlob(BLOB).dryRun(true))),
            Map.entry(
                    "DeriveSharedSecret",
                    client -> client.deriveSharedSecret(request -> request.keyId(AGREEING)
                            .keyAgreementAlgorithm("ECDH")
                            .publicKey(peer())
                            .dryRun(true))),
            Map.entry(
                    "Encrypt",
                    client -> client.encrypt(
                            request -> request.keyId(KEY).plaintext(MESSAGE).dryRun(true))),
            Map.entry(
                    "GenerateDataKey",
                    client -> client.generateDataKey(
                            request -> request.keyId(KEY).numberOfBytes(32).dryRun(true))),
            Map.entry(
                    "GenerateDataKeyPair",
                    client -> client.generateDataKeyPair(request ->
                            request.keyId(KEY).keyPairSpec("ECC_NIST_P256").dryRun(true))),
            Map.entry(
                    "GenerateDataKeyPairWithoutPlaintext",
                    client -> client.generateDataKeyPairWithoutPlaintext(request ->
                            request.keyId(KEY).keyPairSpec("ECC_NIST_P256").dryRun(true))),
            Map.entry(
                    "GenerateDataKeyWithoutPlaintext",
                    client -> client.generateDataKeyWithoutPlaintext(
                            request -> request.keyId(KEY).numberOfBytes(32).dryRun(true))),
            Map.entry(
                    "GenerateMac",
                    client -> client.generateMac(request -> request.keyId(MAC)
                            .macAlgorithm("HMAC_SHA_256")
                            .message(MESSAGE)
                            .dryRun(true))),
            Map.entry(
                    "ReEncrypt",
                    client -> client.reEncrypt(request -> request.sourceKeyId(KEY)
                            .destinationKeyId(KEY)
                            .ciphertextBlob(BLOB)
                            .dryRun(true))),
            Map.entry(
                    "RetireGrant",
                    client -> client.retireGrant(
                            request -> request.keyId(KEY).grantId(GRANT).dryRun(true))),
            Map.entry(
                    "RevokeGrant",
                    client -> client.revokeGrant(
                            request -> request.keyId(KEY).grantId(GRANT).dryRun(true))),
            Map.entry(
                    "Sign",
                    client -> client.sign(request -> request.keyId(SIGNER)
                            .signingAlgorithm("ECDSA_SHA_256")
                            .message(MESSAGE)
                            .dryRun(true))),
            Map.entry(
                    "Verify",
                    client -> client.verify(request -> request.keyId(SIGNER)
                            .signingAlgorithm("ECDSA_SHA_256")
                            .message(MESSAGE)
                            .signature(signature())
                            .dryRun(true))),
            Map.entry(
                    "VerifyMac",
                    client -> client.verifyMac(request -> request.keyId(MAC)
                            .macAlgorithm("HMAC_SHA_256")
                            .message(MESSAGE)
                            .mac(mac())
                            .dryRun(true))));

    private static SdkBytes peer() {
        try (var pair = KeyPair.generate(KeyPairKind.NIST_P256)) {
            return SdkBytes.fromByteArray(pair.publicKey());
        }
    }

    private static SdkBytes signature() {
        return ROOT.sign(request ->
                        request.keyId(SIGNER).signingAlgorithm("ECDSA_SHA_256").message(MESSAGE))
                .signature();
    }

    private static SdkBytes mac() {
        return ROOT.generateMac(request ->
                        request.keyId(MAC).macAlgorithm("HMAC_SHA_256").message(MESSAGE))
                .mac();
    }

    static Stream<String> operations() {
        return new TreeSet<>(CALLS.keySet()).stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void tellsThatItWouldSucceedAndDoesNothing(String operation) {
        var before = ROOT.listGrants(request -> request.keyId(KEY)).grants();
        assertThatThrownBy(() -> CALLS.get(operation).accept(ROOT)).isInstanceOf(DryRunOperationException.class);
        var event = FIXTURE.lastEvent();
        assertThat(event.name()).isEqualTo(operation);
        assertThat(event.json()).contains("DryRunOperationException");
        assertThat(ROOT.listGrants(request -> request.keyId(KEY)).grants()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void tellsThatItWouldBeDenied(String operation) {
        assertThatThrownBy(() -> CALLS.get(operation).accept(FIXTURE.kms.as(KmsFixture.user("nobody"))))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void theseAreAllThatTheSdkHasItFor() throws Exception {
        Set<String> withDryRun = Arrays.stream(KmsClient.class.getMethods())
                .filter(DryRunTest::hasDryRun)
                .map(method -> Character.toUpperCase(method.getName().charAt(0))
                        + method.getName().substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
        withDryRun.removeAll(Set.of("Encapsulate", "Decapsulate"));
        assertThat(operations()).containsExactlyElementsOf(withDryRun);
    }

    private static boolean hasDryRun(Method method) {
        try {
            return method.getParameterCount() == 1
                    && KmsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                    && ((SdkPojo) method.getParameterTypes()[0]
                                    .getMethod("builder")
                                    .invoke(null))
                            .sdkFields().stream()
                                    .anyMatch(field -> field.memberName().equals("DryRun"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
