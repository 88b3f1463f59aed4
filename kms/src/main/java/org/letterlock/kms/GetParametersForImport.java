package org.letterlock.kms;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS GetParametersForImport: an RSA public key to wrap the material with, and a token that is valid
/// for a day.
///
/// @param made the wrapping pair, made before the KMS's lock was taken; null: the request is refused
record GetParametersForImport(KmsCore core, @Nullable KeyPair made)
        implements Operation<GetParametersForImportRequest, GetParametersForImportResponse> {
    private static final Duration VALID = Duration.ofHours(24);
    private static final Set<AlgorithmSpec> ALGORITHMS = Set.of(
            AlgorithmSpec.RSAES_OAEP_SHA_1,
            AlgorithmSpec.RSAES_OAEP_SHA_256,
            AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_1,
            AlgorithmSpec.RSA_AES_KEY_WRAP_SHA_256);

    KeyPairKind needed(Call call, GetParametersForImportRequest request) {
        var kind = kind(request);
        allow(call, request);
        return kind;
    }

    private static KeyPairKind kind(GetParametersForImportRequest request) {
        var text = Inputs.required("wrappingKeySpec", request.wrappingKeySpecAsString());
        Inputs.required("wrappingAlgorithm", request.wrappingAlgorithmAsString());
        if (!ALGORITHMS.contains(request.wrappingAlgorithm())) {
            throw KmsErrors.unsupported(
                    "Wrapping algorithm " + request.wrappingAlgorithmAsString() + " is not supported.");
        }
        return switch (text) {
            case "RSA_2048" -> KeyPairKind.RSA_2048;
            case "RSA_3072" -> KeyPairKind.RSA_3072;
            case "RSA_4096" -> KeyPairKind.RSA_4096;
            default -> throw KmsErrors.unsupported("Wrapping key spec " + text + " is not supported.");
        };
    }

    private KmsKey allow(Call call, GetParametersForImportRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer()
                .require(
                        call,
                        key,
                        name(),
                        null,
                        Map.of(
                                "kms:WrappingAlgorithm",
                                List.of(String.valueOf(request.wrappingAlgorithmAsString())),
                                "kms:WrappingKeySpec",
                                List.of(String.valueOf(request.wrappingKeySpecAsString()))));
        key.requireOrigin(OriginType.EXTERNAL);
        key.requireNotPendingDeletion();
        return key;
    }

    @Override
    public GetParametersForImportResponse decide(Call call, GetParametersForImportRequest request) {
        var kind = kind(request);
        var key = allow(call, request);
        if (made == null) {
            throw new IllegalStateException("a key pair is made before the lock is taken");
        }
        var validTo = call.time().truncatedTo(ChronoUnit.MILLIS).plus(VALID);
        var token = new ImportToken(
                request.wrappingAlgorithm(), kind, validTo, made.privateKey().expose(byte[]::clone));
        return GetParametersForImportResponse.builder()
                .keyId(key.arn())
                .publicKey(SdkBytes.fromByteArrayUnsafe(made.publicKey()))
                .importToken(SdkBytes.fromByteArrayUnsafe(token.seal(core.vault(), key)))
                .parametersValidTo(validTo)
                .build();
    }
}
