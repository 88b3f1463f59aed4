package org.letterlock.crypt;

/// Ciphertext, and nothing else: what a record engine stores. Made from plaintext only by [Sealer] and [SealedStream].
///
/// Layout (`docs/formats/sealed.md`): suite (1 byte), then what the suite says.
public final class Sealed {
    private final byte[] bytes;

    Sealed(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Rebuilds a value that an engine read from its storage. For `store` and `store-*` alone (the structure test holds
    /// it).
    public static Sealed fromStorage(byte[] bytes) {
        return new Sealed(bytes);
    }

    /// The stored form; not a copy: engines must not change it.
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /// The version that the record was sealed as ([Place#version()]), readable without a key; 0 for stream segments.
    public long version() {
        throw new UnsupportedOperationException("stub");
    }

    /// The authentication tag, the last 16 bytes: it names this ciphertext in a chain or a manifest.
    public RecordId tag() {
        throw new UnsupportedOperationException("stub");
    }
}
