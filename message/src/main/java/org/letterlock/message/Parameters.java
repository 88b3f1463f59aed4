package org.letterlock.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The parameters of a structured field (RFC 2045 §5.1): names in lower case, in their order; of equal
/// names the first counts. Those of RFC 2231 come last, joined and decoded under their plain name, and
/// win over a plain one.
final class Parameters {
    /// A section number with more digits is no section number.
    private static final int SECTION_DIGITS = 5;

    private final Map<String, String> plain = new LinkedHashMap<>();
    private final Map<String, TreeMap<Integer, ExtendedValue.Section>> extended = new LinkedHashMap<>();

    private Parameters() {}

    /// @param text stands behind the value; a semicolon should follow
    static Map<String, String> parse(FieldCursor text) {
        var parameters = new Parameters();
        while (!text.atEnd()) {
            text.skip(';');
            String name = Ascii.lower(text.tokenTo(";="));
            if (text.skip('=')) {
                parameters.put(name, value(text));
            }
        }
        return parameters.joined();
    }

    /// A quoted string, or all up to the semicolon: mailers forget to quote names with blanks in them.
    private static String value(FieldCursor text) {
        text.skipBlanksAndComments();
        if (text.peek() == '"') {
            String quoted = text.quoted();
            text.tokenTo(";");
            return quoted;
        }
        int start = text.at();
        int end = start;
        while (!text.atEnd() && text.peek() != ';') {
            if (text.peek() == '(') {
                text.skipBlanksAndComments();
            } else {
                boolean blank = Ascii.blank(text.peek());
                text.advance();
                end = blank ? end : text.at();
            }
        }
        return text.between(start, end);
    }

    private void put(String name, String value) {
        int star = name.indexOf('*');
        if (name.isEmpty()) {
            return;
        }
        if (star <= 0) {
            plain.putIfAbsent(name, value);
            return;
        }
        boolean encoded = name.endsWith("*");
        String number = name.substring(star + 1, Math.max(star + 1, encoded ? name.length() - 1 : name.length()));
        if (encoded && number.isEmpty()) {
            section(name.substring(0, star), 0, value, true);
        } else if (!number.isEmpty() && number.length() <= SECTION_DIGITS && digits(number)) {
            section(name.substring(0, star), Integer.parseInt(number), value, encoded);
        } else {
            plain.putIfAbsent(name, value);
        }
    }

    private void section(String name, int number, String value, boolean encoded) {
        extended.computeIfAbsent(name, absent -> new TreeMap<>())
                .putIfAbsent(number, new ExtendedValue.Section(value, encoded));
    }

    private Map<String, String> joined() {
        extended.forEach((name, sections) -> {
            if (sections.containsKey(0)) {
                plain.put(name, ExtendedValue.join(sections));
            }
        });
        return plain.isEmpty() ? Map.of() : Collections.unmodifiableMap(plain);
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
