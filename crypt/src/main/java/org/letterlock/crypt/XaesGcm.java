package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// XAES-256-GCM (C2SP, `XAES-256-GCM.md`): AES-256-GCM under a key derived from the long-term key and
/// the first half of a 192-bit nonce by CMAC in counter mode (NIST SP 800-108r1), so that random nonces
/// never meet.
///
/// Not thread-safe; belongs to one [Sealer], which lends it to one call at a time.
final class XaesGcm {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 24;
    static final int TAG_BYTES = 16;
    private static final int HALF_NONCE_BYTES = 12;
    private static final int BLOCK_BYTES = 16;
    /// From this size on the provider for pages is used.
    private static final int PAGE_BYTES = 4_096;

    private final Cipher blocks;
    private final Cipher small;
    private final Cipher large;
    /// CMAC's subkey K1.
    private final byte[] subkey;
    private final byte[] counters = new byte[KEY_BYTES];

    XaesGcm(CryptoProviders providers, Secret key) {
        blocks = providers.blocks();
        small = providers.recordGcm();
        large = providers.pageGcm();
        var heap = HeapKey.copyOf("AES", key);
        try {
            blocks.init(Cipher.ENCRYPT_MODE, heap);
            subkey = doubled(blocks.doFinal(new byte[BLOCK_BYTES]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider refuses an AES-256 key", e);
        } finally {
            heap.destroy();
        }
    }

    /// Doubling in GF(2^128), NIST SP 800-38B §6.1.
    private static byte[] doubled(byte[] block) {
        int carry = 0;
        for (int i = BLOCK_BYTES - 1; i >= 0; i--) {
            int shifted = (block[i] & 0xff) << 1 | carry;
            block[i] = (byte) shifted;
            carry = shifted >>> 8;
        }
        block[BLOCK_BYTES - 1] ^= (byte) (carry * 0x87);
        return block;
    }

    /// Encrypts `length` bytes at `offset` in place and writes the tag behind them; the nonce stands at
    /// `nonceOffset`.
    void encrypt(byte[] buffer, int nonceOffset, int offset, int length, byte[] associated) {
        try {
            var gcm = init(Cipher.ENCRYPT_MODE, buffer, nonceOffset, length);
            gcm.updateAAD(associated);
            gcm.doFinal(buffer, offset, length, buffer, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider cannot seal", e);
        }
    }

    /// Decrypts `length` bytes of ciphertext and tag into `out`; false, with `out` zeroed, if the tag
    /// does not prove them.
    boolean decrypt(byte[] in, int nonceOffset, int offset, int length, byte[] associated, byte[] out) {
        try {
            var gcm = init(Cipher.DECRYPT_MODE, in, nonceOffset, length);
            gcm.updateAAD(associated);
            gcm.doFinal(in, offset, length, out, 0);
            return true;
        } catch (AEADBadTagException e) {
            Arrays.fill(out, (byte) 0);
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider cannot open", e);
        }
    }

    /// Overwrites the keys inside the ciphers, as far as the provider does: a native one frees its
    /// context.
    void wipe() {
        Arrays.fill(subkey, (byte) 0);
        Arrays.fill(counters, (byte) 0);
        try {
            var nothing = new HeapKey("AES", new byte[KEY_BYTES]);
            blocks.init(Cipher.ENCRYPT_MODE, nothing);
            var zeroes = new GCMParameterSpec(8 * TAG_BYTES, new byte[HALF_NONCE_BYTES]);
            small.init(Cipher.DECRYPT_MODE, nothing, zeroes);
            large.init(Cipher.DECRYPT_MODE, nothing, zeroes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider refuses an AES-256 key", e);
        }
    }

    private Cipher init(int mode, byte[] buffer, int nonceOffset, int length) throws GeneralSecurityException {
        var gcm = length < PAGE_BYTES ? small : large;
        var key = new HeapKey("AES", derive(buffer, nonceOffset));
        try {
            gcm.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, buffer, nonceOffset + HALF_NONCE_BYTES, 12));
            return gcm;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the provider refuses an AES-256 key", e);
        } finally {
            key.destroy();
        }
    }

    /// AES(M1 ⊕ K1) ‖ AES(M2 ⊕ K1), where Mi = 0 ‖ i ‖ 'X' ‖ 0 ‖ the first half of the nonce.
    private byte[] derive(byte[] nonce, int offset) throws GeneralSecurityException {
        for (int block = 0; block < 2; block++) {
            int at = block * BLOCK_BYTES;
            counters[at] = 0;
            counters[at + 1] = (byte) (block + 1);
            counters[at + 2] = 'X';
            counters[at + 3] = 0;
            System.arraycopy(nonce, offset, counters, at + 4, HALF_NONCE_BYTES);
            for (int i = 0; i < BLOCK_BYTES; i++) {
                counters[at + i] ^= subkey[i];
            }
        }
        byte[] derived = new byte[KEY_BYTES];
        blocks.doFinal(counters, 0, KEY_BYTES, derived, 0);
        return derived;
    }
}
