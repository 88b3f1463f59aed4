package org.letterlock.message;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Charsets by the names that mail uses: all of the JDK's with their aliases, and a few that only mailers know.
final class Charsets {
    /// Longer than any registered charset's name (RFC 2978 §2.3).
    private static final int NAME_LENGTH = 60;

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("utf8mb4", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("ansi_x3.110-1983", "ISO-8859-1"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("iso-8859-8-e", "ISO-8859-8"),
            Map.entry("iso-8859-6-i", "ISO-8859-6"),
            Map.entry("iso-8859-6-e", "ISO-8859-6"),
            Map.entry("cp-850", "IBM850"),
            Map.entry("x-mac-roman", "x-MacRoman"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601-1989", "x-windows-949"),
            Map.entry("gb2312", "GBK"),
            Map.entry("x-gbk", "GBK"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("x-unknown", "UTF-8"));

    private Charsets() {}

    /// Null if no charset has this name.
    static @Nullable Charset find(String name) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > NAME_LENGTH) {
            return null;
        }
        try {
            return Charset.forName(ALIASES.getOrDefault(Ascii.lower(trimmed), trimmed));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /// Decodes as [CharsetReader] does.
    static String decode(byte[] bytes, int length, @Nullable Charset charset) {
        var reader = new CharsetReader(charset);
        var text = new StringBuilder(length);
        reader.read(bytes, length, text);
        reader.end(text);
        return text.toString();
    }
}
