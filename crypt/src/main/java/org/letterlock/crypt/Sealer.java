package org.letterlock.crypt;

/// Seals small records (at most 16 MiB) under one derived key: XAES-256-GCM with a random 192-bit nonce, the [Place] as
/// associated data, plaintext padded to 64-byte buckets.
///
/// Thread-safe; owns its cipher objects, so that nothing of the key stays reachable after [#close()]. A closed sealer
/// throws [IllegalStateException].
public final class Sealer implements AutoCloseable {
    private Sealer() {}

    /// Derives the sealing key and its 32-byte commitment from `root` by HKDF-SHA-256.
    ///
    /// @param label   the purpose, e.g. `letterlock/1/mailbox/log`
    /// @param context binds the derived key to its owner, e.g. the mailbox id and the generation
    public static Sealer derive(Secret root, String label, byte[] context) {
        throw new UnsupportedOperationException("stub");
    }

    public Sealed seal(Place place, byte[] plaintext) {
        throw new UnsupportedOperationException("stub");
    }

    /// @throws TamperedException if `sealed` was not sealed under this key at exactly this place
    public byte[] open(Place place, Sealed sealed) throws TamperedException {
        throw new UnsupportedOperationException("stub");
    }

    /// Seals a key, with the key commitment, which [#unwrap] checks first.
    public Sealed wrap(Place place, Secret key) {
        throw new UnsupportedOperationException("stub");
    }

    public Secret unwrap(Place place, Sealed wrapped) throws TamperedException {
        throw new UnsupportedOperationException("stub");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("stub");
    }
}
