package org.letterlock.directory;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.StoreException;

/// Reads what [Encoder] wrote. Allocates nothing longer than the record itself.
final class Decoder {
    private final ByteBuffer in;

    private Decoder(ByteBuffer in) {
        this.in = in;
    }

    /// Reads a whole record.
    ///
    /// @throws StoreException.Corrupt if it is of another format, too short or too long
    static <T> T read(byte[] record, byte format, Function<Decoder, T> fields) {
        var in = ByteBuffer.wrap(record);
        try {
            if (in.get() != format) {
                throw new StoreException.Corrupt("a record of format " + record[0] + ", not " + format);
            }
            T value = fields.apply(new Decoder(in));
            if (in.hasRemaining()) {
                throw new StoreException.Corrupt(in.remaining() + " bytes too many in a record");
            }
            return value;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new StoreException.Corrupt("a record that breaks off", e);
        }
    }

    UUID id() {
        return new UUID(in.getLong(), in.getLong());
    }

    long number() {
        return in.getLong();
    }

    byte[] bytes() {
        int length = count();
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    List<String> texts() {
        return list(Decoder::text);
    }

    List<RecordId> indexes() {
        return list(decoder -> RecordId.of(decoder.bytes()));
    }

    private <T> List<T> list(Function<Decoder, T> element) {
        int count = count();
        var elements = new ArrayList<T>();
        for (int i = 0; i < count; i++) {
            elements.add(element.apply(this));
        }
        return List.copyOf(elements);
    }

    private int count() {
        return in.getShort() & 0xffff;
    }
}
