package org.letterlock.crypt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;

/// HKDF-SHA-256 (RFC 5869) out of a [Secret], into the heap for a moment.
final class Hkdf {
    private static final byte[] NO_SALT = new byte[Hmac.BYTES];
    private static final int MAX_BYTES = 255 * Hmac.BYTES;

    private Hkdf() {}

    /// The derivation of every labelled key: no salt, info = label ‖ 0 ‖ context. The caller zeroes the
    /// result.
    static byte[] derive(CryptoProviders providers, Secret root, String label, byte[] context, int bytes) {
        byte[] name = label.getBytes(StandardCharsets.US_ASCII);
        if (label.isEmpty() || label.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("a label is printable ASCII without spaces");
        }
        byte[] info = Arrays.copyOf(name, name.length + 1 + context.length);
        System.arraycopy(context, 0, info, name.length + 1, context.length);
        return derive(providers, root, NO_SALT, info, bytes);
    }

    static byte[] derive(CryptoProviders providers, Secret root, byte[] salt, byte[] info, int bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("HKDF gives 1 to " + MAX_BYTES + " bytes");
        }
        byte[] prk = root.expose(Hmac.keyed(providers, salt.clone())::doFinal);
        return expand(Hmac.keyed(providers, prk), info, bytes);
    }

    private static byte[] expand(Mac mac, byte[] info, int bytes) {
        byte[] out = new byte[bytes];
        byte[] block = new byte[0];
        for (int at = 0, n = 1; at < bytes; at += Hmac.BYTES, n++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) n);
            Arrays.fill(block, (byte) 0);
            block = mac.doFinal();
            System.arraycopy(block, 0, out, at, Math.min(Hmac.BYTES, bytes - at));
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }
}
