package org.letterlock.crypt;

import java.util.Arrays;
import javax.crypto.SecretKey;

/// A key for one `init` of a JCE object, then [#destroy]ed: unlike `SecretKeySpec`, whose copy cannot
/// be zeroed. What the provider copies from [#getEncoded] is out of reach and goes with the JCE object.
///
/// Never reused for other bytes: a provider may compare keys by identity.
final class HeapKey implements SecretKey {
    private static final long serialVersionUID = 1;
    private final transient byte[] bytes;
    private final String algorithm;

    /// Takes over `bytes`.
    HeapKey(String algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    static HeapKey copyOf(String algorithm, Secret secret) {
        byte[] bytes = new byte[secret.size()];
        secret.copyTo(bytes, 0);
        return new HeapKey(algorithm, bytes);
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }

    @Override
    public void destroy() {
        Arrays.fill(bytes, (byte) 0);
    }
}
