package org.letterlock.message;

import java.text.Normalizer;

/// Makes texts comparable that differ in case, in compatible forms of characters, or in white space:
/// case folding and NFKC (close to `i;unicode-casemap`, RFC 5051), runs of white space as one space,
/// without characters that are not seen (soft hyphens, zero-width ones).
final class Folding {
    private Folding() {}

    static String fold(CharSequence text) {
        var flat = new StringBuilder(text.length());
        boolean ascii = true;
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean white = c <= ' ' || c == 0xa0 || c > 0x7f && Character.isWhitespace(c);
            if (!(white && blank) && !invisible(c)) {
                flat.append(white ? ' ' : (char) Ascii.lower(c));
                blank = white;
            }
            ascii &= c < 0x80;
        }
        return ascii ? flat.toString() : unicode(flat.toString());
    }

    /// Upper case and then lower case, character by character: so that ß is ss and a final sigma is a
    /// sigma. (The JDK's conversion of strings copies all of a string for each ß in it.)
    private static String unicode(String text) {
        var upper = new StringBuilder(text.length() + 16);
        compatible(text).codePoints().forEach(c -> {
            if (c == 'ß' || c == 'ẞ') {
                upper.append("SS");
            } else {
                upper.appendCodePoint(Character.toUpperCase(c));
            }
        });
        var lower = new StringBuilder(upper.length());
        compatible(upper.toString()).codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static boolean invisible(char c) {
        return c == 0xad || c >= 0x200b && c <= 0x200d || c == 0x2060 || c == 0xfeff;
    }
}
