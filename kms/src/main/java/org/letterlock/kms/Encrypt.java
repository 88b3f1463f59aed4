package org.letterlock.kms;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/// KMS Encrypt: 1 to 4,096 bytes under a symmetric key, bound to the encryption context (DP-6,
/// DP-21).
record Encrypt(KmsCore core) implements Operation<EncryptRequest, EncryptResponse> {
    static final int MAX_PLAINTEXT = 4_096;

    @Override
    public EncryptResponse decide(Call call, EncryptRequest request) {
        var plaintext = request.plaintext();
        if (plaintext == null) {
            throw KmsErrors.validation("plaintext", "Member must not be null");
        }
        var bytes = plaintext.asByteArrayUnsafe();
        if (bytes.length < 1 || bytes.length > MAX_PLAINTEXT) {
            throw KmsErrors.validation("plaintext", "From 1 to " + MAX_PLAINTEXT + " bytes");
        }
        var context = EncryptionContext.of(request.encryptionContext());
        core.tokens().check(request.grantTokens());
        var key = core.keys().keyOrAlias(call, request.keyId());
        SymmetricUse.allow(core, call, key, name(), context);
        SymmetricUse.checkAlgorithm(key, request.encryptionAlgorithmAsString());
        call.parameters().put("encryptionAlgorithm", EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT.toString());
        var blob = core.vault().encrypt(SymmetricUse.material(key), context, bytes);
        return EncryptResponse.builder()
                .keyId(key.arn())
                .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(blob.encode(core.vault())))
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .build();
    }
}
