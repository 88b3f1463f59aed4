package org.letterlock.kms;

import org.letterlock.crypt.Digest;
import org.letterlock.crypt.KeyPair;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// One key material while the KMS runs, as its kind of key uses it. Thread-safe.
sealed interface Material extends AutoCloseable {
    @Override
    void close();

    /// Of a symmetric encryption key.
    record Sealing(Sealer sealer) implements Material {
        @Override
        public void close() {
            sealer.close();
        }
    }

    /// Of an asymmetric key.
    record Pair(KeyPair pair) implements Material {
        @Override
        public void close() {
            pair.close();
        }
    }

    /// Of an HMAC key.
    record Mac(Digest digest, Secret secret) implements Material {
        @Override
        public void close() {
            secret.close();
        }
    }

    /// How long the material of such a key is, where it is random bytes.
    static int bytes(KeySpec spec) {
        return KeyForm.mac(spec).map(Digest::bytes).orElse(Vault.SYMMETRIC_BYTES);
    }

    /// @param secret stays the caller's
    static Material of(MaterialId id, KeySpec spec, Secret secret) {
        if (spec == KeySpec.SYMMETRIC_DEFAULT) {
            return new Sealing(
                    Sealer.derive(secret, Vault.ENCRYPT_LABEL, id.record().bytes()));
        }
        var copy = Secret.take(secret.expose(byte[]::clone));
        var digest = KeyForm.mac(spec);
        if (digest.isPresent()) {
            return new Mac(digest.get(), copy);
        }
        return KeyForm.pair(spec)
                .flatMap(kind -> KeyPair.of(kind, copy))
                .map(Pair::new)
                .orElseThrow(() -> new StoreException.Corrupt("a key material is not of its key's spec " + spec));
    }
}
