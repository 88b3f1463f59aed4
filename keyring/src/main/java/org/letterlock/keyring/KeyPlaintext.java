package org.letterlock.keyring;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.letterlock.crypt.Secret;

/// What KMS `Encrypt` is given: the key together with whose key it is, so that two blobs cannot be
/// exchanged unseen (`docs/formats/keys.md`): version (1) ‖ owner (16) ‖ generation (4) ‖ key (32).
final class KeyPlaintext {
    static final byte VERSION = 1;
    static final int KEY_BYTES = 32;
    private static final int KEY_AT = 1 + 16 + 4;
    static final int BYTES = KEY_AT + KEY_BYTES;

    private KeyPlaintext() {}

    /// The caller wipes the result.
    static byte[] encode(UUID owner, int generation, Secret key) {
        return key.expose(raw -> ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .putInt(generation)
                .put(raw)
                .array());
    }

    /// Compares everything before the key, then takes the key.
    ///
    /// @throws KeyUnavailableException.Foreign if this is not the key of that owner and generation
    static Secret decode(byte[] plaintext, UUID owner, int generation) throws KeyUnavailableException.Foreign {
        if (plaintext.length != BYTES || plaintext[0] != VERSION) {
            throw new KeyUnavailableException.Foreign("the KMS returned something that is not a wrapped key");
        }
        var header = ByteBuffer.wrap(plaintext, 1, KEY_AT - 1);
        var actual = new UUID(header.getLong(), header.getLong());
        if (!actual.equals(owner) || header.getInt() != generation) {
            throw new KeyUnavailableException.Foreign("the key of another owner or generation");
        }
        return Secret.take(Arrays.copyOfRange(plaintext, KEY_AT, BYTES));
    }
}
