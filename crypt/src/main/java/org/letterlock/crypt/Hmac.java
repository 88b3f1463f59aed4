package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;

/// HMAC (RFC 2104, FIPS 198-1).
public final class Hmac {
    public static final int BYTES = 32;

    private Hmac() {}

    /// HMAC-SHA-256 under a key that the caller owns (and zeroes), over the parts one after the other.
    public static byte[] sha256(byte[] key, byte[]... parts) {
        var mac = keyed(CryptoProviders.process(), key.clone());
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /// HMAC with any of the hashes (FIPS 198-1).
    public static byte[] of(Digest digest, Secret key, byte[] message) {
        return key.expose(bytes -> {
            var heap = new HeapKey(digest.macName(), bytes.clone());
            try {
                var mac = Mac.getInstance(digest.macName(), CryptoProviders.jdk());
                mac.init(heap);
                return mac.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK has " + digest.macName(), e);
            } finally {
                heap.destroy();
            }
        });
    }

    /// A keyed object; `key` is zeroed.
    static Mac keyed(CryptoProviders providers, byte[] key) {
        var mac = providers.hmacSha256();
        var heap = new HeapKey("HmacSHA256", key);
        try {
            mac.init(heap);
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the provider refuses an HMAC key", e);
        } finally {
            heap.destroy();
        }
    }

    /// Overwrites the key inside `mac`, as far as the provider does.
    static void wipe(Mac mac) {
        try {
            mac.init(new HeapKey("HmacSHA256", new byte[BYTES]));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the provider refuses an HMAC key", e);
        }
    }
}
