package org.letterlock.kms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A data key that is asked for: by the size of an AES key, or in bytes.
record DataKey(
        @Nullable String keyId,
        @Nullable String spec,
        @Nullable Integer bytes,
        Map<String, String> encryptionContext) {
    private static final int MAX_BYTES = 1_024;

    record Made(KmsKey key, byte[] plaintext, byte[] blob) {}

    Made make(KmsCore core, Call call, String operation) {
        int size = size();
        var context = EncryptionContext.of(encryptionContext);
        var key = core.keys().keyOrAlias(call, keyId);
        SymmetricUse.allow(core, call, key, operation, context);
        var plaintext = new byte[size];
        core.random().nextBytes(plaintext);
        var blob = core.vault().encrypt(SymmetricUse.material(key), context, plaintext);
        return new Made(key, plaintext, blob.encode(core.vault()));
    }

    private int size() {
        if ((spec == null) == (bytes == null)) {
            throw KmsErrors.invalid("Please specify either number of bytes or key spec.");
        }
        if (bytes != null) {
            if (bytes < 1 || bytes > MAX_BYTES) {
                throw KmsErrors.validation("numberOfBytes", "From 1 to " + MAX_BYTES);
            }
            return bytes;
        }
        return switch (String.valueOf(spec)) {
            case "AES_256" -> 32;
            case "AES_128" -> 16;
            default -> throw KmsErrors.validation("keySpec", "Member must satisfy enum value set: [AES_256, AES_128]");
        };
    }
}
