package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;

/// KMS GetPublicKey: DER-encoded SubjectPublicKeyInfo of an asymmetric key.
record GetPublicKey(KmsCore core) implements Operation<GetPublicKeyRequest, GetPublicKeyResponse> {
    @Override
    public GetPublicKeyResponse decide(Call call, GetPublicKeyRequest request) {
        core.tokens().check(request.grantTokens());
        var key = core.keys().keyOrAlias(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        key.requireEnabled();
        if (!KeyForm.isPair(key)) {
            throw KmsErrors.unsupported(
                    key.arn() + " key spec is " + key.spec() + " which is not supported for " + name() + ".");
        }
        var answer = GetPublicKeyResponse.builder()
                .keyId(key.arn())
                .publicKey(SdkBytes.fromByteArrayUnsafe(core.vault().pair(key).publicKey()))
                .customerMasterKeySpec(key.spec().toString())
                .keySpec(key.spec())
                .keyUsage(key.usage());
        switch (key.usage()) {
            case ENCRYPT_DECRYPT -> answer.encryptionAlgorithms(Algorithms.encryption(key));
            case SIGN_VERIFY -> answer.signingAlgorithms(Algorithms.signing(key.spec()));
            case KEY_AGREEMENT -> answer.keyAgreementAlgorithms(KeyAgreementAlgorithmSpec.ECDH);
            default -> {}
        }
        return answer.build();
    }
}
