package org.letterlock.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A parameter value in RFC 2231's form: `charset'language'text`, percent-encoded, perhaps in several
/// sections.
final class ExtendedValue {
    record Section(String text, boolean encoded) {}

    private ExtendedValue() {}

    /// Joins the sections from 0 up to the first gap. A character may lie across two sections, so bytes
    /// are joined, and then decoded. An unknown charset is guessed.
    static String join(SortedMap<Integer, Section> sections) {
        Charset charset = null;
        String first = "";
        if (sections.get(0) instanceof Section(String text, boolean encoded) && encoded) {
            int quote = text.indexOf('\'');
            int second = quote < 0 ? -1 : text.indexOf('\'', quote + 1);
            if (second >= 0) {
                charset = Charsets.find(text.substring(0, quote));
                first = text.substring(second + 1);
            } else {
                first = text;
            }
        }
        var bytes = new ByteArrayOutputStream();
        int expected = 0;
        for (var section : sections.entrySet()) {
            if (section.getKey() != expected) {
                break;
            }
            String text = expected == 0 && section.getValue().encoded()
                    ? first
                    : section.getValue().text();
            bytes.writeBytes(section.getValue().encoded() ? percentDecoded(text) : text.getBytes(plain(charset)));
            expected++;
        }
        return Charsets.decode(bytes.toByteArray(), bytes.size(), charset);
    }

    private static Charset plain(@Nullable Charset charset) {
        return charset != null && charset.canEncode() ? charset : StandardCharsets.UTF_8;
    }

    private static byte[] percentDecoded(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return Arrays.copyOf(out, length);
    }
}
