package org.letterlock.kms;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;

/// KMS GenerateDataKeyPairWithoutPlaintext: a key pair whose private key comes encrypted only.
///
/// @param made before the KMS's lock was taken; null: the request is refused
record GenerateDataKeyPairWithoutPlaintext(
        KmsCore core, @Nullable KeyPair made)
        implements Operation<GenerateDataKeyPairWithoutPlaintextRequest, GenerateDataKeyPairWithoutPlaintextResponse> {
    KeyPairKind needed(Call call, GenerateDataKeyPairWithoutPlaintextRequest request) {
        return asked(request).needed(core, call, name());
    }

    private static DataKeyPair asked(GenerateDataKeyPairWithoutPlaintextRequest request) {
        return new DataKeyPair(request.keyId(), request.keyPairSpecAsString(), request.encryptionContext());
    }

    @Override
    public GenerateDataKeyPairWithoutPlaintextResponse decide(
            Call call, GenerateDataKeyPairWithoutPlaintextRequest request) {
        core.tokens().check(request.grantTokens());
        var pair = asked(request).make(core, call, name(), made);
        Arrays.fill(pair.privateKey(), (byte) 0);
        return GenerateDataKeyPairWithoutPlaintextResponse.builder()
                .keyId(pair.key().arn())
                .keyPairSpec(request.keyPairSpec())
                .privateKeyCiphertextBlob(SdkBytes.fromByteArrayUnsafe(pair.blob()))
                .publicKey(SdkBytes.fromByteArrayUnsafe(pair.publicKey()))
                .keyMaterialId(Encryption.material(pair.key()).hex())
                .build();
    }
}
