package org.letterlock.kms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes the fields of the KMS's records (`docs/formats/kms-records.md`).
final class RecordWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    RecordWriter number(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    RecordWriter small(int value) {
        out.write(value);
        return this;
    }

    RecordWriter id(UUID id) {
        return number(id.getMostSignificantBits()).number(id.getLeastSignificantBits());
    }

    RecordWriter time(@Nullable Instant time) {
        return number(time == null ? 0 : time.toEpochMilli());
    }

    RecordWriter text(@Nullable String text) {
        return bytes(text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8));
    }

    RecordWriter bytes(byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
        return this;
    }

    RecordWriter pairs(Map<String, String> pairs) {
        small(pairs.size());
        new TreeMap<>(pairs).forEach((key, value) -> text(key).text(value));
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
