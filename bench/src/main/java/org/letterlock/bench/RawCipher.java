package org.letterlock.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What sealing is measured against: one key, one call of AES-256-GCM for the whole size, from buffer
/// to buffer. No format, no place, no fresh key, no allocation: nothing that seals can be faster.
@State(Scope.Thread)
public class RawCipher {
    private static final int TAG_BYTES = 16;

    @Param({"1024", "65536", "1048576"})
    public int size;

    @Param({"SunJCE", "AmazonCorrettoCryptoProvider"})
    public String provider;

    private final SecretKey key = new SecretKeySpec(new byte[32], "AES");
    private final byte[] nonce = new byte[12];
    private long count;
    private byte[] plaintext = {};
    private byte[] ciphertext = {};
    private byte[] out = {};
    private Cipher encrypting;
    private Cipher decrypting;

    @SuppressWarnings("NullAway.Init")
    public RawCipher() {}

    @Setup(Level.Trial)
    public void setUp() throws GeneralSecurityException {
        plaintext = new byte[size];
        out = new byte[size + TAG_BYTES];
        encrypting = Cipher.getInstance("AES/GCM/NoPadding", found(provider));
        decrypting = Cipher.getInstance("AES/GCM/NoPadding", found(provider));
        ciphertext = encrypt().clone();
    }

    static Provider found(String name) {
        return Optional.ofNullable(Security.getProvider(name))
                .or(() -> ServiceLoader.load(Provider.class).stream()
                        .filter(each -> each.type().getSimpleName().equals(name))
                        .findFirst()
                        .map(ServiceLoader.Provider::get))
                .orElseThrow(() -> new IllegalStateException(name + " is not here"));
    }

    byte[] encrypt() throws GeneralSecurityException {
        ByteBuffer.wrap(nonce).putLong(++count);
        encrypting.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        encrypting.doFinal(plaintext, 0, size, out, 0);
        return out;
    }

    byte[] decrypt() throws GeneralSecurityException {
        byte[] first = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
        decrypting.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, first));
        decrypting.doFinal(ciphertext, 0, size + TAG_BYTES, out, 0);
        return out;
    }
}
