package org.letterlock.crypt;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/// A keyed, one-way index for exact look-ups of unique values (an address, a domain, an access-key id):
/// HMAC-SHA-256 under a key derived per purpose and organization. Never for keywords, subjects, search
/// terms or folder names.
///
/// Thread-safe; owns its keyed objects, so that nothing of the key stays reachable after [#close()]. A
/// closed index throws [IllegalStateException].
public final class BlindIndex implements AutoCloseable {
    private final Secret key;
    private final IdlePool<Mac> macs;

    private BlindIndex(CryptoProviders providers, Secret key) {
        this.key = key;
        this.macs = new IdlePool<>(() -> Hmac.keyed(providers, key.expose(byte[]::clone)), Hmac::wipe);
    }

    public static BlindIndex derive(Secret root, String label, byte[] context) {
        var providers = CryptoProviders.process();
        return new BlindIndex(providers, Secret.take(Hkdf.derive(providers, root, label, context, Hmac.BYTES)));
    }

    /// 32 bytes. The caller normalizes `value` first.
    public RecordId of(String value) {
        return RecordId.of(authenticate(value.getBytes(StandardCharsets.UTF_8)));
    }

    /// The 32 bytes of HMAC-SHA-256 over the parts one after the other: the caller sees to it that they
    /// cannot be cut otherwise. For sums and checks over sealed records.
    public byte[] authenticate(byte[]... parts) {
        var mac = macs.borrow();
        for (byte[] part : parts) {
            mac.update(part);
        }
        byte[] result = mac.doFinal();
        macs.giveBack(mac);
        return result;
    }

    @Override
    public void close() {
        macs.close();
        key.close();
    }
}
