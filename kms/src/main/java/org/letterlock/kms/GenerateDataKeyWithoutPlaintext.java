package org.letterlock.kms;

import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;

/// KMS GenerateDataKeyWithoutPlaintext: 1 to 1,024 random bytes, encrypted only.
record GenerateDataKeyWithoutPlaintext(KmsCore core)
        implements Operation<GenerateDataKeyWithoutPlaintextRequest, GenerateDataKeyWithoutPlaintextResponse> {
    @Override
    public GenerateDataKeyWithoutPlaintextResponse decide(Call call, GenerateDataKeyWithoutPlaintextRequest request) {
        core.tokens().check(request.grantTokens());
        var asked = new DataKey(
                request.keyId(), request.keySpecAsString(), request.numberOfBytes(), request.encryptionContext());
        var made = asked.make(core, call, name());
        Arrays.fill(made.plaintext(), (byte) 0);
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(made.key().arn())
                .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(made.blob()))
                .keyMaterialId(Encryption.material(made.key()).hex())
                .build();
    }
}
