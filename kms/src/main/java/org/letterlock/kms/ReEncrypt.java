package org.letterlock.kms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/// KMS ReEncrypt: from one key and context to another, without the plaintext leaving. Needs
/// kms:ReEncryptFrom on the source with its context and kms:ReEncryptTo on the destination with its.
record ReEncrypt(KmsCore core) implements Operation<ReEncryptRequest, ReEncryptResponse> {
    @Override
    public ReEncryptResponse decide(Call call, ReEncryptRequest request) {
        if (request.hasDryRunModifiers()) {
            throw KmsErrors.unsupported("ReEncrypt with dry-run modifiers is not supported.");
        }
        core.tokens().check(request.grantTokens());
        var destination = core.keys().keyOrAlias(call, request.destinationKeyId());
        call.resources().clear();
        var source = new Decryption(
                core,
                "ReEncryptFrom",
                request.sourceKeyId(),
                request.sourceEncryptionAlgorithm(),
                EncryptionContext.of(request.sourceEncryptionContext()));
        var opened = source.open(call, request.ciphertextBlob(), key -> onSameKey(key, destination));
        try {
            var encryption = new Encryption(
                    core,
                    "ReEncryptTo",
                    request.destinationEncryptionAlgorithm(),
                    EncryptionContext.of(request.destinationEncryptionContext()),
                    onSameKey(opened.key(), destination));
            var made = encryption.encrypt(encryption.allow(call, request.destinationKeyId()), opened.plaintext());
            call.parameters()
                    .put("sourceEncryptionAlgorithm", opened.algorithm().toString());
            call.parameters()
                    .put("destinationEncryptionAlgorithm", made.algorithm().toString());
            return ReEncryptResponse.builder()
                    .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(made.blob()))
                    .sourceKeyId(opened.key().arn())
                    .keyId(made.key().arn())
                    .sourceEncryptionAlgorithm(opened.algorithm())
                    .destinationEncryptionAlgorithm(made.algorithm())
                    .sourceKeyMaterialId(hex(opened.material()))
                    .destinationKeyMaterialId(hex(made.material()))
                    .build();
        } finally {
            Arrays.fill(opened.plaintext(), (byte) 0);
        }
    }

    private static @Nullable String hex(@Nullable MaterialId material) {
        return material == null ? null : material.hex();
    }

    private static Map<String, List<String>> onSameKey(KmsKey source, KmsKey destination) {
        return Map.of(
                "kms:ReEncryptOnSameKey", List.of(String.valueOf(source.id().equals(destination.id()))));
    }
}
