package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Digest;
import org.letterlock.crypt.PublicKeys;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// What every operation that makes a ciphertext has in common: authorization with the encryption
/// context, then the key's state, then its kind.
///
/// @param action    as policies name it
/// @param algorithm the request's; null: the default
record Encryption(
        KmsCore core,
        String action,
        @Nullable EncryptionAlgorithmSpec algorithm,
        EncryptionContext context,
        Map<String, List<String>> conditions) {
    /// @param material null for an asymmetric key
    record Made(
            KmsKey key,
            byte[] blob,
            EncryptionAlgorithmSpec algorithm,
            @Nullable MaterialId material) {}

    static Encryption symmetric(KmsCore core, String action, Map<String, String> context) {
        return new Encryption(core, action, null, EncryptionContext.of(context), Map.of());
    }

    /// Finds the key and allows its use.
    KmsKey allow(Call call, @Nullable String keyId) {
        var key = core.keys().keyOrAlias(call, keyId);
        core.authorizer().require(call, key, action, context.pairs(), allConditions(keyId));
        key.requireEnabled();
        key.requireUsage(KeyUsageType.ENCRYPT_DECRYPT, action);
        checkAlgorithm(key, wanted());
        return key;
    }

    /// The request's algorithm, or the default.
    EncryptionAlgorithmSpec wanted() {
        return algorithm == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : algorithm;
    }

    private Map<String, List<String>> allConditions(@Nullable String keyId) {
        var all = new HashMap<>(conditions);
        Conditions.put(all, "kms:EncryptionAlgorithm", wanted().toString());
        core.keys().putAlias(all, keyId);
        return all;
    }

    static void checkAlgorithm(KmsKey key, EncryptionAlgorithmSpec algorithm) {
        if (!Algorithms.encryption(key).contains(algorithm)) {
            throw KmsErrors.invalidKeyUsage("Algorithm " + algorithm + " is incompatible with key spec " + key.spec()
                    + ": " + Algorithms.encryption(key) + ".");
        }
    }

    /// For asymmetric keys, which bind nothing to a ciphertext.
    static void refuseContext(EncryptionContext context) {
        if (!context.pairs().isEmpty()) {
            throw KmsErrors.validation("encryptionContext", "An asymmetric key does not take an encryption context");
        }
    }

    Made encrypt(KmsKey key, byte[] plaintext) {
        if (key.isSymmetric()) {
            var material = material(key);
            var blob = core.vault().encrypt(material, context, plaintext);
            return new Made(key, blob.encode(core.vault()), wanted(), material);
        }
        refuseContext(context);
        return new Made(key, oaep(key, plaintext), wanted(), null);
    }

    private byte[] oaep(KmsKey key, byte[] plaintext) {
        var pair = core.vault().pair(key);
        Digest digest = Algorithms.oaep(wanted()).orElseThrow(KmsErrors::invalidCiphertext);
        int most = PublicKeys.maxOaepBytes(pair.kind(), digest);
        if (plaintext.length > most) {
            throw KmsErrors.validation("plaintext", "At most " + most + " bytes with " + wanted());
        }
        return PublicKeys.encryptOaep(pair.kind(), pair.publicKey(), digest, plaintext);
    }

    static MaterialId material(KmsKey key) {
        if (key.material() == null) {
            throw KmsErrors.invalidState(key.arn() + " has no key material.");
        }
        return key.material();
    }
}
