package org.letterlock.message;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Charsets by the names that mail uses: all of the JDK's with their aliases, and a few that only
/// mailers know.
final class Charsets {
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

    /// Those that most mail is in, of which the JDK has all.
    private static final Set<String> COMMON = Set.of(
            "utf-8",
            "us-ascii",
            "iso-8859-1",
            "iso-8859-2",
            "iso-8859-15",
            "windows-1250",
            "windows-1251",
            "windows-1252",
            "koi8-r",
            "iso-2022-jp",
            "gbk",
            "gb18030",
            "big5",
            "euc-kr");

    /// All of them by all their names in lower case, made when the first unusual one is asked for:
    /// asking the JDK for a charset that it does not have takes long, and senders choose what is asked
    /// for.
    private static final class All {
        private static final Map<String, Charset> BY_NAME = byName();

        private static Map<String, Charset> byName() {
            Map<String, Charset> names = new HashMap<>();
            for (Charset charset : Charset.availableCharsets().values()) {
                names.put(Ascii.lower(charset.name()), charset);
                charset.aliases().forEach(alias -> names.putIfAbsent(Ascii.lower(alias), charset));
            }
            ALIASES.forEach((alias, name) -> names.put(alias, Charset.forName(name)));
            return Map.copyOf(names);
        }
    }

    /// Null if no charset has this name.
    static @Nullable Charset find(String name) {
        String known = Ascii.lower(name.strip());
        if (known.isEmpty()) {
            return null;
        }
        return COMMON.contains(known) ? Charset.forName(known) : All.BY_NAME.get(known);
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
