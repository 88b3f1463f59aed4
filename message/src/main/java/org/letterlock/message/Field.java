package org.letterlock.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The header fields that a summary is made of.
enum Field {
    DATE("date"),
    SUBJECT("subject"),
    FROM("from"),
    SENDER("sender"),
    REPLY_TO("reply-to"),
    TO("to"),
    CC("cc"),
    BCC("bcc"),
    IN_REPLY_TO("in-reply-to"),
    MESSAGE_ID("message-id"),
    CONTENT_TYPE("content-type"),
    CONTENT_TRANSFER_ENCODING("content-transfer-encoding"),
    CONTENT_ID("content-id"),
    CONTENT_DESCRIPTION("content-description"),
    CONTENT_MD5("content-md5"),
    CONTENT_DISPOSITION("content-disposition"),
    CONTENT_LANGUAGE("content-language"),
    CONTENT_LOCATION("content-location");

    private static final Field[] ALL = values();

    private final byte[] name;

    Field(String name) {
        this.name = name.getBytes(StandardCharsets.US_ASCII);
    }

    boolean ofEntity() {
        return compareTo(CONTENT_TYPE) >= 0;
    }

    /// Destinations may come in several fields, which are one list (RFC 5322 §4.5.3). Of all others the
    /// first counts.
    boolean repeats() {
        return this == TO || this == CC || this == BCC;
    }

    /// The field of the name that stands in `bytes` from `from` to `to`; null for all others.
    static @Nullable Field named(byte[] bytes, int from, int to) {
        for (Field field : ALL) {
            if (field.name.length == to - from && Ascii.equalsIgnoreCase(bytes, from, field.name)) {
                return field;
            }
        }
        return null;
    }
}
