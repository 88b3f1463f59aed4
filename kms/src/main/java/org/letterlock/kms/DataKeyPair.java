package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.KeyPairKind;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// A data key pair that is asked for.
record DataKeyPair(@Nullable String keyId, @Nullable String spec, Map<String, String> encryptionContext) {
    record Made(KmsKey key, byte[] privateKey, byte[] publicKey, byte[] blob) {}

    /// Allows it, and tells what kind of pair [#make] needs.
    KeyPairKind needed(KmsCore core, Call call, String operation) {
        var kind = kind();
        encryption(core, operation).allow(call, keyId);
        return kind;
    }

    private KeyPairKind kind() {
        var text = Inputs.required("keyPairSpec", spec);
        return KeyForm.pair(KeySpec.fromValue(text))
                .orElseThrow(() -> KmsErrors.unsupported("KeyPairSpec " + text + " is not supported."));
    }

    private Encryption encryption(KmsCore core, String operation) {
        return new Encryption(
                core,
                operation,
                null,
                EncryptionContext.of(encryptionContext),
                Map.of("kms:DataKeyPairSpec", List.of(String.valueOf(spec))));
    }

    /// @param pair made before the KMS's lock was taken
    Made make(KmsCore core, Call call, String operation, @Nullable KeyPair pair) {
        kind();
        var encryption = encryption(core, operation);
        var key = encryption.allow(call, keyId);
        if (pair == null) {
            throw new IllegalStateException("a key pair is made before the lock is taken");
        }
        var privateKey = pair.privateKey().expose(byte[]::clone);
        return new Made(
                key,
                privateKey,
                pair.publicKey(),
                encryption.encrypt(key, privateKey).blob());
    }
}
