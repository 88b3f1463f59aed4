package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.SignatureScheme;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// What Sign and Verify have in common.
///
/// @param operation   as policies name it
/// @param messageType null: RAW
record SignatureUse(
        KmsCore core,
        String operation,
        @Nullable String keyId,
        @Nullable String algorithm,
        @Nullable MessageType messageType,
        @Nullable SdkBytes message) {
    record Allowed(
            KmsKey key,
            KeyPair pair,
            SigningAlgorithmSpec algorithm,
            SignatureScheme scheme,
            byte[] message,
            boolean digested) {}

    Allowed allow(Call call, List<String> grantTokens) {
        var bytes = Inputs.bytes("message", message, Inputs.MAX_MESSAGE);
        var wanted = SigningAlgorithmSpec.fromValue(Inputs.required("signingAlgorithm", algorithm));
        var type = messageType == null ? MessageType.RAW : messageType;
        core.tokens().check(grantTokens);
        var key = core.keys().keyOrAlias(call, keyId);
        core.authorizer()
                .require(
                        call,
                        key,
                        operation,
                        null,
                        Map.of(
                                "kms:SigningAlgorithm",
                                List.of(String.valueOf(algorithm)),
                                "kms:MessageType",
                                List.of(type.toString())));
        key.requireEnabled();
        key.requireUsage(KeyUsageType.SIGN_VERIFY, operation);
        var pair = core.vault().pair(key);
        var scheme = Algorithms.scheme(wanted, pair.kind())
                .orElseThrow(() -> KmsErrors.invalidKeyUsage(
                        "Algorithm " + algorithm + " is incompatible with key spec " + key.spec() + "."));
        boolean digested = type == MessageType.DIGEST;
        checkMessage(scheme, type, bytes);
        return new Allowed(key, pair, wanted, scheme, bytes, digested);
    }

    private static void checkMessage(SignatureScheme scheme, MessageType type, byte[] message) {
        boolean possible = switch (type) {
            case RAW -> scheme != SignatureScheme.ED25519_PH;
            case DIGEST -> scheme.takesDigests();
            default -> false;
        };
        if (!possible) {
            throw KmsErrors.validation("messageType", "The algorithm does not sign a message of type " + type);
        }
        if (type == MessageType.DIGEST && message.length != scheme.digest().bytes()) {
            throw KmsErrors.invalid(
                    "Digest is invalid length for algorithm: " + scheme.digest().bytes() + " bytes are needed.");
        }
    }
}
