package org.letterlock.kms;

import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;

/// KMS GenerateDataKeyPair: a key pair whose private key comes in the clear and encrypted.
///
/// @param made before the KMS's lock was taken; null: the request is refused
record GenerateDataKeyPair(KmsCore core, @Nullable KeyPair made)
        implements Operation<GenerateDataKeyPairRequest, GenerateDataKeyPairResponse> {
    KeyPairKind needed(Call call, GenerateDataKeyPairRequest request) {
        return asked(request).needed(core, call, name());
    }

    private static DataKeyPair asked(GenerateDataKeyPairRequest request) {
        return new DataKeyPair(request.keyId(), request.keyPairSpecAsString(), request.encryptionContext());
    }

    @Override
    public GenerateDataKeyPairResponse decide(Call call, GenerateDataKeyPairRequest request) {
        Inputs.refuseRecipient(request.recipient());
        core.tokens().check(request.grantTokens());
        var pair = asked(request).make(core, call, name(), made);
        return GenerateDataKeyPairResponse.builder()
                .keyId(pair.key().arn())
                .keyPairSpec(request.keyPairSpec())
                .privateKeyPlaintext(SdkBytes.fromByteArrayUnsafe(pair.privateKey()))
                .privateKeyCiphertextBlob(SdkBytes.fromByteArrayUnsafe(pair.blob()))
                .publicKey(SdkBytes.fromByteArrayUnsafe(pair.publicKey()))
                .keyMaterialId(Encryption.material(pair.key()).hex())
                .build();
    }
}
