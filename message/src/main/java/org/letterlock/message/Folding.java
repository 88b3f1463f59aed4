package org.letterlock.message;

import java.text.Normalizer;
import java.util.Locale;

/// Makes texts comparable that differ in case, in compatible forms of characters, or in white space: case folding and
/// NFKC (close to `i;unicode-casemap`, RFC 5051), runs of white space as one space, without characters that are not
/// seen (soft hyphens, zero-width ones).
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

    /// Upper case first, so that ß is ss; and then letter by letter, so that a final sigma is a sigma.
    private static String unicode(String text) {
        String upper = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        var folded = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static boolean invisible(char c) {
        return c == 0xad || c >= 0x200b && c <= 0x200d || c == 0x2060 || c == 0xfeff;
    }
}
