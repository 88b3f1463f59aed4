package org.letterlock.crypt;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Ciphertext, and nothing else: what a record engine stores. Made from plaintext only by [Sealer] and
/// [SealedStream].
///
/// Layout (`docs/formats/sealed.md`): suite (1 byte), then what the suite says.
public final class Sealed {
    static final int TAG_BYTES = 16;

    private final byte[] bytes;

    Sealed(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Rebuilds a value that an engine read from its storage. For `store` and `store-*` alone (the
    /// structure test holds it).
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

    /// The version that the record was sealed as ([Place#version()]), readable without a key and not
    /// yet proved; 0 for stream segments, and for bytes that are no sealed record at all (opening those
    /// fails).
    public long version() {
        boolean versioned = bytes.length >= 1 + Long.BYTES && (bytes[0] == Suite.RECORD || bytes[0] == Suite.WRAP);
        return versioned ? Math.max(0, ByteBuffer.wrap(bytes).getLong(1)) : 0;
    }

    /// The authentication tag, the last 16 bytes: it names this ciphertext in a chain or a manifest.
    public RecordId tag() {
        return RecordId.of(Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAG_BYTES), bytes.length));
    }
}
