package org.letterlock.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type of an entity as its header has it, or as it is to be taken (RFC 2045 §5). A multipart
/// without a boundary is the default, as is what is no type at all.
record MediaType(String type, String subtype, Map<String, String> parameters) {
    static final MediaType DEFAULT = new MediaType("text", "plain", Map.of("charset", "us-ascii"));
    static final MediaType OPAQUE = new MediaType("application", "octet-stream", Map.of());
    private static final MediaType MESSAGE = new MediaType("message", "rfc822", Map.of());

    static MediaType of(@Nullable String field, boolean inDigest) {
        if (field == null) {
            return inDigest ? MESSAGE : DEFAULT;
        }
        Structured content = Structured.parse(field);
        String value = content.value();
        int slash = value.indexOf('/');
        if (slash <= 0 || slash == value.length() - 1 || value.indexOf('/', slash + 1) >= 0) {
            return value.equals("text") ? new MediaType("text", "plain", content.parameters()) : DEFAULT;
        }
        var type = new MediaType(value.substring(0, slash), value.substring(slash + 1), content.parameters());
        return type.multipart() && type.boundary().length == 0 ? DEFAULT : type;
    }

    boolean multipart() {
        return type.equals("multipart");
    }

    boolean digest() {
        return multipart() && subtype.equals("digest");
    }

    boolean message() {
        return type.equals("message") && (subtype.equals("rfc822") || subtype.equals("global"));
    }

    /// Trailing blanks are not part of a boundary (RFC 2046 §5.1.1).
    byte[] boundary() {
        return parameters.getOrDefault("boundary", "").stripTrailing().getBytes(StandardCharsets.UTF_8);
    }
}
