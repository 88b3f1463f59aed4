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
        var encryption = Encryption.symmetric(core, operation, encryptionContext);
        var key = encryption.allow(call, keyId);
        var plaintext = new byte[size];
        core.random().nextBytes(plaintext);
        return new Made(key, plaintext, encryption.encrypt(key, plaintext).blob());
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
