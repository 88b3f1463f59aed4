package org.letterlock.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Decodes the encoded words of header texts (RFC 2047, languages of RFC 2231 §5). Blanks between two
/// words go, and a character that was split over adjacent words of one charset is put together. A word
/// that is malformed, or whose charset nobody knows, stays as it came. Linear.
public final class EncodedWords {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    /// The bytes of adjacent words of one charset.
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();

    private @Nullable Charset charset;

    private EncodedWords(String text) {
        this.text = text;
    }

    public static String decode(String text) {
        int first = text.indexOf("=?");
        return first < 0 ? text : new EncodedWords(text).decodeFrom(first);
    }

    private String decodeFrom(int first) {
        int done = 0;
        int at = first;
        boolean more = true;
        while (at >= 0 && more) {
            Word word = word(at);
            if (word != null) {
                between(done, at);
                take(word);
                done = word.end();
                at = text.indexOf("=?", done);
            } else {
                more = text.indexOf("?=", at + 2) >= 0;
                at = text.indexOf("=?", at + 2);
            }
        }
        flush();
        return out.append(text, done, text.length()).toString();
    }

    private void between(int from, int to) {
        boolean adjacent = charset != null && text.substring(from, to).isBlank();
        if (!adjacent) {
            flush();
            out.append(text, from, to);
        }
    }

    private void take(Word word) {
        if (!word.charset().equals(charset)) {
            flush();
            charset = word.charset();
        }
        byte[] raw = text.substring(word.from(), word.to()).getBytes(StandardCharsets.UTF_8);
        run.writeBytes(word.base64() ? Base64Decoder.decode(raw) : quoted(raw));
    }

    private void flush() {
        if (charset != null) {
            out.append(Charsets.decode(run.toByteArray(), run.size(), charset));
            run.reset();
            charset = null;
        }
    }

    /// `Q` is quoted-printable where an underscore is a space (RFC 2047 §4.2).
    private static byte[] quoted(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            raw[i] = raw[i] == '_' ? (byte) ' ' : raw[i];
        }
        return QuotedPrintableDecoder.decode(raw);
    }

    /// @param from where the encoded text starts
    private record Word(Charset charset, boolean base64, int from, int to, int end) {}

    /// The word that starts at `at`, or null. Each look ahead is bounded but the last, which consumes
    /// what it sees.
    private @Nullable Word word(int at) {
        int mark = charsetEnd(at + 2);
        if (mark < 0 || mark + 2 >= text.length() || text.charAt(mark + 2) != '?') {
            return null;
        }
        char encoding = text.charAt(mark + 1);
        boolean base64 = encoding == 'B' || encoding == 'b';
        String name = text.substring(at + 2, mark);
        int star = name.indexOf('*');
        Charset known = Charsets.find(star < 0 ? name : name.substring(0, star));
        if (known == null || !base64 && encoding != 'Q' && encoding != 'q') {
            return null;
        }
        int end = text.indexOf("?=", mark + 3);
        return end < 0 ? null : new Word(known, base64, mark + 3, end, end + 2);
    }

    private int charsetEnd(int from) {
        int limit = Math.min(text.length(), from + 80);
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '?') {
                return i;
            }
            if (c <= ' ') {
                return -1;
            }
        }
        return -1;
    }
}
