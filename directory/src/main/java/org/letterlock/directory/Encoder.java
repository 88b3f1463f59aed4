package org.letterlock.directory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.RecordId;

/// Writes the fields of a record (`docs/formats/directory.md`): numbers big-endian, everything of
/// variable length after its length as 16 bits.
final class Encoder {
    static final int MAX_FIELD_BYTES = 0xffff;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    Encoder(byte format) {
        out.write(format);
    }

    Encoder id(UUID id) {
        return number(id.getMostSignificantBits()).number(id.getLeastSignificantBits());
    }

    Encoder number(long number) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    Encoder bytes(byte[] bytes) {
        if (bytes.length > MAX_FIELD_BYTES) {
            throw new IllegalArgumentException("a field of " + bytes.length + " bytes");
        }
        count(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    Encoder text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Encoder texts(List<String> texts) {
        count(texts.size());
        texts.forEach(this::text);
        return this;
    }

    Encoder indexes(List<RecordId> indexes) {
        count(indexes.size());
        indexes.forEach(index -> bytes(index.bytes()));
        return this;
    }

    private void count(int count) {
        if (count > MAX_FIELD_BYTES) {
            throw new IllegalArgumentException(count + " elements");
        }
        out.write(count >>> 8);
        out.write(count);
    }

    byte[] done() {
        return out.toByteArray();
    }
}
