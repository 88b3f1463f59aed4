package org.letterlock.message;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one header that a summary needs. Not thread-safe.
final class HeaderBlock {
    private final int offset;
    private int bodyOffset;
    private final Map<Field, StringBuilder> repeated = new EnumMap<>(Field.class);
    private final @Nullable String[] single = new @Nullable String[Field.values().length];

    HeaderBlock(int offset) {
        this.offset = offset;
        this.bodyOffset = offset;
    }

    int offset() {
        return offset;
    }

    int bodyOffset() {
        return bodyOffset;
    }

    void endAt(int body) {
        bodyOffset = body;
    }

    boolean takes(Field field) {
        return field.repeats() || single[field.ordinal()] == null;
    }

    void put(Field field, String text) {
        if (!field.repeats()) {
            single[field.ordinal()] = text;
            return;
        }
        StringBuilder list = repeated.computeIfAbsent(field, absent -> new StringBuilder());
        if (!list.isEmpty() && !text.isEmpty()) {
            list.append(", ");
        }
        list.append(text);
    }

    @Nullable
    String get(Field field) {
        if (field.repeats()) {
            StringBuilder list = repeated.get(field);
            return list == null ? null : list.toString();
        }
        return single[field.ordinal()];
    }

    Envelope envelope() {
        return new Envelope(
                get(Field.DATE),
                get(Field.SUBJECT),
                Addresses.parse(get(Field.FROM)),
                Addresses.parse(get(Field.SENDER)),
                Addresses.parse(get(Field.REPLY_TO)),
                Addresses.parse(get(Field.TO)),
                Addresses.parse(get(Field.CC)),
                Addresses.parse(get(Field.BCC)),
                get(Field.IN_REPLY_TO),
                get(Field.MESSAGE_ID));
    }
}
