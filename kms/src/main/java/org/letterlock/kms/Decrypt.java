package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;

/// KMS Decrypt.
record Decrypt(KmsCore core) implements Operation<DecryptRequest, DecryptResponse> {
    @Override
    public DecryptResponse decide(Call call, DecryptRequest request) {
        Inputs.refuseRecipient(request.recipient());
        if (request.hasDryRunModifiers()) {
            throw KmsErrors.unsupported("Decrypt with dry-run modifiers is not supported.");
        }
        core.tokens().check(request.grantTokens());
        var decryption = new Decryption(
                core,
                name(),
                request.keyId(),
                request.encryptionAlgorithm(),
                EncryptionContext.of(request.encryptionContext()));
        call.parameters().put("encryptionAlgorithm", decryption.wanted().toString());
        var opened = decryption.open(call, request.ciphertextBlob(), key -> Map.of());
        return DecryptResponse.builder()
                .keyId(opened.key().arn())
                .plaintext(SdkBytes.fromByteArrayUnsafe(opened.plaintext()))
                .encryptionAlgorithm(opened.algorithm())
                .keyMaterialId(
                        opened.material() == null ? null : opened.material().hex())
                .build();
    }
}
