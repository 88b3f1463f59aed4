package org.letterlock.kms;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;

/// KMS Sign: a message of 1 to 4,096 bytes, or its digest.
record Sign(KmsCore core) implements Operation<SignRequest, SignResponse> {
    @Override
    public SignResponse decide(Call call, SignRequest request) {
        var allowed = new SignatureUse(
                        core,
                        name(),
                        request.keyId(),
                        request.signingAlgorithmAsString(),
                        request.messageType(),
                        request.message())
                .allow(call, request.grantTokens());
        var signature = allowed.pair().sign(allowed.scheme(), allowed.message(), allowed.digested());
        return SignResponse.builder()
                .keyId(allowed.key().arn())
                .signature(SdkBytes.fromByteArrayUnsafe(signature))
                .signingAlgorithm(allowed.algorithm())
                .build();
    }
}
