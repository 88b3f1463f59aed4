package org.letterlock.kms;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/// KMS GenerateDataKey: 1 to 1,024 random bytes, in the clear and encrypted.
record GenerateDataKey(KmsCore core) implements Operation<GenerateDataKeyRequest, GenerateDataKeyResponse> {
    @Override
    public GenerateDataKeyResponse decide(Call call, GenerateDataKeyRequest request) {
        Inputs.refuseRecipient(request.recipient());
        core.tokens().check(request.grantTokens());
        var asked = new DataKey(
                request.keyId(), request.keySpecAsString(), request.numberOfBytes(), request.encryptionContext());
        var made = asked.make(core, call, name());
        return GenerateDataKeyResponse.builder()
                .keyId(made.key().arn())
                .plaintext(SdkBytes.fromByteArrayUnsafe(made.plaintext()))
                .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(made.blob()))
                .keyMaterialId(Encryption.material(made.key()).hex())
                .build();
    }
}
