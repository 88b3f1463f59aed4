package org.letterlock.kms;

import java.security.MessageDigest;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/// KMS VerifyMac: compares in constant time; any other HMAC is KMSInvalidMacException.
record VerifyMac(KmsCore core) implements Operation<VerifyMacRequest, VerifyMacResponse> {
    private static final int MAX_MAC = 6_144;

    @Override
    public VerifyMacResponse decide(Call call, VerifyMacRequest request) {
        var theirs = Inputs.bytes("mac", request.mac(), MAX_MAC);
        var made = new MacUse(core, name(), request.keyId(), request.macAlgorithmAsString(), request.message())
                .make(call, request.grantTokens());
        if (!MessageDigest.isEqual(made.mac(), theirs)) {
            throw KmsErrors.invalidMac();
        }
        return VerifyMacResponse.builder()
                .keyId(made.key().arn())
                .macAlgorithm(made.algorithm())
                .macValid(true)
                .build();
    }
}
