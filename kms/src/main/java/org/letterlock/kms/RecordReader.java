package org.letterlock.kms;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.StoreException;

/// Reads the fields of the KMS's records. What it reads was authenticated, so anything odd is a
/// broken or newer format.
final class RecordReader {
    private final ByteBuffer in;
    private final byte format;

    /// @param formats what the record's first byte may be
    RecordReader(byte[] bytes, byte... formats) {
        this.in = ByteBuffer.wrap(bytes);
        this.format = bytes.length == 0 ? 0 : in.get();
        for (byte known : formats) {
            if (format == known) {
                return;
            }
        }
        throw new StoreException.Corrupt("a KMS record is of an unknown format");
    }

    byte format() {
        return format;
    }

    long number() {
        need(Long.BYTES);
        return in.getLong();
    }

    int small() {
        need(1);
        return in.get() & 0xFF;
    }

    UUID id() {
        return new UUID(number(), number());
    }

    Instant time() {
        return Instant.ofEpochMilli(number());
    }

    @Nullable
    Instant timeOrNull() {
        long millis = number();
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        need(Integer.BYTES);
        int length = in.getInt();
        if (length < 0) {
            throw new StoreException.Corrupt("a KMS record has a negative length");
        }
        need(length);
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    Map<String, String> pairs() {
        var pairs = new HashMap<String, String>();
        for (int count = small(); count > 0; count--) {
            pairs.put(text(), text());
        }
        return pairs;
    }

    private void need(int bytes) {
        if (in.remaining() < bytes) {
            throw new StoreException.Corrupt("a KMS record is too short", new BufferUnderflowException());
        }
    }
}
