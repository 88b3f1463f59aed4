package org.letterlock.kms;

import org.letterlock.crypt.PublicKeys;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/// KMS Verify: a signature that does not hold is KMSInvalidSignatureException.
record Verify(KmsCore core) implements Operation<VerifyRequest, VerifyResponse> {
    private static final int MAX_SIGNATURE = 6_144;

    @Override
    public VerifyResponse decide(Call call, VerifyRequest request) {
        var signature = Inputs.bytes("signature", request.signature(), MAX_SIGNATURE);
        var allowed = new SignatureUse(
                        core,
                        name(),
                        request.keyId(),
                        request.signingAlgorithmAsString(),
                        request.messageType(),
                        request.message())
                .allow(call, request.grantTokens());
        var pair = allowed.pair();
        if (!PublicKeys.verify(
                pair.kind(), pair.publicKey(), allowed.scheme(), allowed.message(), allowed.digested(), signature)) {
            throw KmsErrors.invalidSignature();
        }
        return VerifyResponse.builder()
                .keyId(allowed.key().arn())
                .signatureValid(true)
                .signingAlgorithm(allowed.algorithm())
                .build();
    }
}
