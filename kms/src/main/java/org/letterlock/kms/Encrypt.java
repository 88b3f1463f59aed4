package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/// KMS Encrypt: 1 to 4,096 bytes under a symmetric key, bound to the encryption context (DP-6,
/// DP-21); under an RSA key as many as OAEP leaves room for.
record Encrypt(KmsCore core) implements Operation<EncryptRequest, EncryptResponse> {
    static final int MAX_PLAINTEXT = 4_096;

    @Override
    public EncryptResponse decide(Call call, EncryptRequest request) {
        var plaintext = Inputs.bytes("plaintext", request.plaintext(), MAX_PLAINTEXT);
        core.tokens().check(request.grantTokens());
        var encryption = new Encryption(
                core,
                name(),
                request.encryptionAlgorithm(),
                EncryptionContext.of(request.encryptionContext()),
                Map.of());
        call.parameters().put("encryptionAlgorithm", encryption.wanted().toString());
        var key = encryption.allow(call, request.keyId());
        var made = encryption.encrypt(key, plaintext);
        return EncryptResponse.builder()
                .keyId(key.arn())
                .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(made.blob()))
                .encryptionAlgorithm(made.algorithm())
                .build();
    }
}
