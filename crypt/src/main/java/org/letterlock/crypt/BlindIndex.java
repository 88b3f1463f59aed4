package org.letterlock.crypt;

/// A keyed, one-way index for exact look-ups of unique values (an address, a domain, an access-key id): HMAC-SHA-256
/// under
/// a key derived per purpose and organization. Thread-safe. Never for keywords, subjects, search terms or folder names.
public final class BlindIndex implements AutoCloseable {
    private BlindIndex() {}

    public static BlindIndex derive(Secret root, String label, byte[] context) {
        throw new UnsupportedOperationException("stub");
    }

    /// 32 bytes. The caller normalizes `value` first.
    public RecordId of(String value) {
        throw new UnsupportedOperationException("stub");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("stub");
    }
}
