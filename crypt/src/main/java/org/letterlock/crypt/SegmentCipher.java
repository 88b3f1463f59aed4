package org.letterlock.crypt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// The segments of one stream: AES-256-GCM under the key that HKDF makes of the message key, the
/// header's salt and the place. Thread-safe by its lock, so that a lease that ends can close it under a
/// reader.
final class SegmentCipher implements AutoCloseable {
    static final int SALT_BYTES = 32;
    static final int PREFIX_BYTES = 7;
    static final int TAG_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final byte[] prefix;
    private @Nullable Cipher gcm;
    private @Nullable HeapKey key;

    SegmentCipher(CryptoProviders providers, Secret messageKey, Place place, byte[] salt, byte[] prefix) {
        this.prefix = prefix;
        this.gcm = providers.segmentGcm();
        this.key = new HeapKey("AES", Hkdf.derive(providers, messageKey, salt, place.encode(Suite.SEGMENT), KEY_BYTES));
    }

    synchronized void encrypt(int number, boolean last, byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            start(Cipher.ENCRYPT_MODE, number, last).doFinal(in, offset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider cannot seal", e);
        }
    }

    /// False, with the target zeroed, if the tag does not prove the bytes.
    synchronized boolean decrypt(
            int number, boolean last, byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            start(Cipher.DECRYPT_MODE, number, last).doFinal(in, offset, length, out, outOffset);
            return true;
        } catch (AEADBadTagException e) {
            Arrays.fill(out, outOffset, outOffset + length - TAG_BYTES, (byte) 0);
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider cannot open", e);
        }
    }

    private Cipher start(int mode, int number, boolean last) throws GeneralSecurityException {
        if (gcm == null || key == null) {
            throw new IllegalStateException("the stream is closed");
        }
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put(prefix)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
        gcm.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        return gcm;
    }

    /// Overwrites the key inside the cipher, as far as the provider does, and lets go of it.
    @Override
    public synchronized void close() {
        if (gcm == null || key == null) {
            return;
        }
        key.destroy();
        try {
            var nothing = new HeapKey("AES", new byte[KEY_BYTES]);
            gcm.init(Cipher.DECRYPT_MODE, nothing, new GCMParameterSpec(8 * TAG_BYTES, new byte[NONCE_BYTES]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider refuses an AES-256 key", e);
        } finally {
            key = null;
            gcm = null;
        }
    }
}
