package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// KMS DeriveSharedSecret: ECDH with a public key of the same curve.
record DeriveSharedSecret(KmsCore core) implements Operation<DeriveSharedSecretRequest, DeriveSharedSecretResponse> {
    private static final int MAX_PUBLIC_KEY = 8_192;

    @Override
    public DeriveSharedSecretResponse decide(Call call, DeriveSharedSecretRequest request) {
        Inputs.refuseRecipient(request.recipient());
        var peer = Inputs.bytes("publicKey", request.publicKey(), MAX_PUBLIC_KEY);
        var algorithm = Inputs.required("keyAgreementAlgorithm", request.keyAgreementAlgorithm());
        if (algorithm != KeyAgreementAlgorithmSpec.ECDH) {
            throw KmsErrors.validation("keyAgreementAlgorithm", "Member must satisfy enum value set: [ECDH]");
        }
        core.tokens().check(request.grantTokens());
        var key = core.keys().keyOrAlias(call, request.keyId());
        core.authorizer()
                .require(call, key, name(), null, Map.of("kms:KeyAgreementAlgorithm", List.of(algorithm.toString())));
        key.requireEnabled();
        key.requireUsage(KeyUsageType.KEY_AGREEMENT, name());
        var secret = core.vault()
                .pair(key)
                .agree(peer)
                .orElseThrow(() ->
                        KmsErrors.validation("publicKey", "A DER-encoded public key on the curve of " + key.spec()));
        return DeriveSharedSecretResponse.builder()
                .keyId(key.arn())
                .sharedSecret(SdkBytes.fromByteArrayUnsafe(secret))
                .keyAgreementAlgorithm(algorithm)
                .keyOrigin(key.origin())
                .build();
    }
}
