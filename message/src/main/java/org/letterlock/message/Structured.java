package org.letterlock.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field's value with parameters, as in `Content-Type` and `Content-Disposition` (RFC 2045 §5.1, RFC
/// 2183).
///
/// @param value      lower case, without blanks and comments; empty if there is none
/// @param parameters see [Parameters]
record Structured(String value, Map<String, String> parameters) {
    private static final Structured NONE = new Structured("", Map.of());

    static Structured parse(@Nullable String field) {
        if (field == null) {
            return NONE;
        }
        var text = new FieldCursor(field);
        String value = Ascii.lower(text.slashed());
        if (text.atEnd()) {
            return value.isEmpty() ? NONE : new Structured(value, Map.of());
        }
        return new Structured(value, Parameters.parse(text));
    }

    /// A list of words with commas between (RFC 3282).
    static List<String> tokens(@Nullable String field) {
        if (field == null) {
            return List.of();
        }
        var text = new FieldCursor(field);
        var tokens = new ArrayList<String>();
        while (!text.atEnd()) {
            String token = text.tokenTo(",");
            if (!token.isEmpty()) {
                tokens.add(token);
            }
            text.skip(',');
        }
        return List.copyOf(tokens);
    }
}
