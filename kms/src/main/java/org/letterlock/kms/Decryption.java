package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;

/// What Decrypt and ReEncrypt have in common: a symmetric ciphertext names its key, and the
/// encryption context must be the one that it was made with (DP-21); an asymmetric one needs the
/// request to name both key and algorithm. Where the request names no key, a key that is not there
/// and one that the caller may not use look alike.
///
/// @param action    as policies name it
/// @param keyId     null: the ciphertext's
/// @param algorithm null: the default
record Decryption(
        KmsCore core,
        String action,
        @Nullable String keyId,
        @Nullable EncryptionAlgorithmSpec algorithm,
        EncryptionContext context) {
    private static final String NOT_YOURS = "The ciphertext refers to a customer master key that does not exist, "
            + "does not exist in this region, or you are not allowed to access.";

    /// @param material null for an asymmetric key
    record Opened(
            KmsKey key,
            byte[] plaintext,
            EncryptionAlgorithmSpec algorithm,
            @Nullable MaterialId material) {}

    /// @param conditions the operation's own condition keys, which may depend on the key
    Opened open(Call call, @Nullable SdkBytes ciphertext, Function<KmsKey, Map<String, List<String>>> conditions) {
        var bytes = Inputs.bytes("ciphertextBlob", ciphertext, CiphertextBlob.MAX_BYTES);
        return isSymmetric() ? openSymmetric(call, bytes, conditions) : openAsymmetric(call, bytes, conditions);
    }

    private boolean isSymmetric() {
        return wanted() == EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT;
    }

    /// The request's algorithm, or the default.
    EncryptionAlgorithmSpec wanted() {
        return algorithm == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : algorithm;
    }

    private Opened openSymmetric(Call call, byte[] bytes, Function<KmsKey, Map<String, List<String>>> conditions) {
        var blob = keyId == null ? CiphertextBlob.parse(bytes, core.vault()) : null;
        var key = blob == null ? namedKey(call, conditions) : keyOfBlob(call, blob, conditions);
        var read = blob == null ? CiphertextBlob.parse(bytes, core.vault()) : blob;
        if (!key.id().equals(read.material().key())) {
            throw KmsErrors.incorrectKey();
        }
        try {
            return new Opened(key, core.vault().decrypt(read, context), wanted(), read.material());
        } catch (TamperedException e) {
            throw KmsErrors.invalidCiphertext();
        }
    }

    private Opened openAsymmetric(Call call, byte[] bytes, Function<KmsKey, Map<String, List<String>>> conditions) {
        if (keyId == null) {
            throw KmsErrors.validation("keyId", "An asymmetric ciphertext does not name its key");
        }
        Encryption.refuseContext(context);
        var key = namedKey(call, conditions);
        var digest = Algorithms.oaep(wanted()).orElseThrow(KmsErrors::invalidCiphertext);
        var plaintext = core.vault().pair(key).decryptOaep(digest, bytes).orElseThrow(KmsErrors::invalidCiphertext);
        return new Opened(key, plaintext, wanted(), null);
    }

    private KmsKey namedKey(Call call, Function<KmsKey, Map<String, List<String>>> conditions) {
        var key = core.keys().keyOrAlias(call, keyId);
        require(call, key, conditions);
        key.requireEnabled();
        key.requireUsage(KeyUsageType.ENCRYPT_DECRYPT, action);
        Encryption.checkAlgorithm(key, wanted());
        return key;
    }

    private KmsKey keyOfBlob(Call call, CiphertextBlob blob, Function<KmsKey, Map<String, List<String>>> conditions) {
        var found = core.state().key(blob.material().key());
        if (found == null) {
            throw KmsErrors.accessDenied(NOT_YOURS);
        }
        var key = found.at(call.time());
        call.concerns(key, core.arns());
        try {
            require(call, key, conditions);
        } catch (KmsException e) {
            throw KmsErrors.accessDenied(NOT_YOURS);
        }
        key.requireEnabled();
        return key;
    }

    private void require(Call call, KmsKey key, Function<KmsKey, Map<String, List<String>>> conditions) {
        var all = new HashMap<>(conditions.apply(key));
        Conditions.put(all, "kms:EncryptionAlgorithm", wanted().toString());
        core.keys().putAlias(all, keyId);
        core.authorizer().require(call, key, action, context.pairs(), all);
    }
}
