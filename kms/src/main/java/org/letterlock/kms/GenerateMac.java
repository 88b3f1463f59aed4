package org.letterlock.kms;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;

/// KMS GenerateMac: HMAC of 1 to 4,096 bytes.
record GenerateMac(KmsCore core) implements Operation<GenerateMacRequest, GenerateMacResponse> {
    @Override
    public GenerateMacResponse decide(Call call, GenerateMacRequest request) {
        var made = new MacUse(core, name(), request.keyId(), request.macAlgorithmAsString(), request.message())
                .make(call, request.grantTokens());
        return GenerateMacResponse.builder()
                .keyId(made.key().arn())
                .macAlgorithm(made.algorithm())
                .mac(SdkBytes.fromByteArrayUnsafe(made.mac()))
                .build();
    }
}
