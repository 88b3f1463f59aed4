package org.letterlock.kms;

import org.letterlock.crypt.TamperedException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KmsException;

/// KMS Decrypt: the blob names its key; the encryption context must be the one it was made with
/// (DP-21). Without a KeyId, a key that is not there and one that the caller may not use look
/// alike.
record Decrypt(KmsCore core) implements Operation<DecryptRequest, DecryptResponse> {
    private static final String NOT_YOURS = "The ciphertext refers to a customer master key that does not exist, "
            + "does not exist in this region, or you are not allowed to access.";

    @Override
    public DecryptResponse decide(Call call, DecryptRequest request) {
        if (request.recipient() != null || request.hasDryRunModifiers()) {
            throw KmsErrors.unsupported("Decrypt for a recipient or with dry-run modifiers is not supported.");
        }
        var context = EncryptionContext.of(request.encryptionContext());
        core.tokens().check(request.grantTokens());
        var blob = blob(request);
        var key = request.keyId() == null
                ? keyOfBlob(call, blob, context)
                : namedKey(call, request.keyId(), blob, context);
        SymmetricUse.checkAlgorithm(key, request.encryptionAlgorithmAsString());
        call.parameters().put("encryptionAlgorithm", EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT.toString());
        return DecryptResponse.builder()
                .keyId(key.arn())
                .plaintext(SdkBytes.fromByteArrayUnsafe(open(blob, context)))
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .keyMaterialId(blob.material().hex())
                .build();
    }

    private CiphertextBlob blob(DecryptRequest request) {
        var bytes = request.ciphertextBlob();
        if (bytes == null) {
            throw KmsErrors.validation("ciphertextBlob", "Member must not be null");
        }
        int length = bytes.asByteArrayUnsafe().length;
        if (length < 1 || length > CiphertextBlob.MAX_BYTES) {
            throw KmsErrors.validation("ciphertextBlob", "From 1 to " + CiphertextBlob.MAX_BYTES + " bytes");
        }
        return CiphertextBlob.parse(bytes.asByteArrayUnsafe(), core.vault());
    }

    private KmsKey keyOfBlob(Call call, CiphertextBlob blob, EncryptionContext context) {
        var key = core.state().key(blob.material().key());
        if (key == null) {
            throw KmsErrors.accessDenied(NOT_YOURS);
        }
        call.concerns(key, core.arns());
        try {
            core.authorizer().require(call, key, name(), context.pairs(), SymmetricUse.conditions());
        } catch (KmsException e) {
            throw KmsErrors.accessDenied(NOT_YOURS);
        }
        key.requireEnabled();
        return key;
    }

    private KmsKey namedKey(Call call, String keyId, CiphertextBlob blob, EncryptionContext context) {
        var key = core.keys().keyOrAlias(call, keyId);
        SymmetricUse.allow(core, call, key, name(), context);
        if (!key.id().equals(blob.material().key())) {
            throw KmsErrors.incorrectKey();
        }
        return key;
    }

    private byte[] open(CiphertextBlob blob, EncryptionContext context) {
        try {
            return core.vault().decrypt(blob, context);
        } catch (TamperedException e) {
            throw KmsErrors.invalidCiphertext();
        }
    }
}
