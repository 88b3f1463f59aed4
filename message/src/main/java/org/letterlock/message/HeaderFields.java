package org.letterlock.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// Takes fields out of a header as they came, folded lines and all (RFC 9051 §6.4.5: `HEADER.FIELDS`,
/// `HEADER.FIELDS.NOT`). Pure and linear.
public final class HeaderFields {
    private HeaderFields() {}

    /// The fields of these names, and the header's empty line if it has one.
    ///
    /// @param header a header with its empty line
    /// @param names  in any case
    public static byte[] only(byte[] header, Collection<String> names) {
        return filter(header, names, true);
    }

    /// All but the fields of these names; lines that are no fields stay.
    public static byte[] allBut(byte[] header, Collection<String> names) {
        return filter(header, names, false);
    }

    /// The texts of all fields of this name, unfolded, encoded words decoded.
    public static List<String> texts(byte[] header, String name) {
        var texts = new ArrayList<String>();
        String wanted = Ascii.lower(name);
        each(header, (found, text) -> {
            if (found.equals(wanted)) {
                texts.add(text);
            }
        });
        return texts;
    }

    /// The whole header as a reader sees it, a field a line: unfolded, encoded words decoded.
    public static String text(byte[] header) {
        var all = new StringBuilder(header.length);
        each(header, (name, text) -> all.append(name).append(": ").append(text).append('\n'));
        return all.toString();
    }

    private static void each(byte[] header, BiConsumer<String, String> field) {
        var lines = new Lines(header, new Boundaries());
        int start = 0;
        while (!lines.atEnd()) {
            int next = lines.at();
            if (next > start && !Ascii.blank(header[next])) {
                give(header, start, next, field);
                start = next;
            }
            lines.next();
        }
        give(header, start, lines.at(), field);
    }

    private static void give(byte[] header, int from, int to, BiConsumer<String, String> field) {
        FieldLine line = FieldLine.at(header, from, to);
        if (line != FieldLine.NONE) {
            field.accept(name(header, from, to), EncodedWords.decode(FieldText.of(header, line.value(), to)));
        }
    }

    private static byte[] filter(byte[] header, Collection<String> names, boolean keepNamed) {
        Set<String> wanted = HashSet.newHashSet(names.size());
        names.forEach(name -> wanted.add(Ascii.lower(name)));
        var lines = new Lines(header, new Boundaries());
        var out = new ByteArrayOutputStream();
        boolean keep = !keepNamed;
        while (!lines.atEnd()) {
            int start = lines.at();
            lines.next();
            if (lines.emptyLine(start)) {
                keep = true;
            } else if (!Ascii.blank(header[start])) {
                keep = wanted.contains(name(header, start, lines.at())) == keepNamed;
            }
            if (keep) {
                out.write(header, start, lines.at() - start);
            }
        }
        return out.toByteArray();
    }

    private static String name(byte[] header, int from, int to) {
        FieldLine line = FieldLine.at(header, from, to);
        return line == FieldLine.NONE
                ? ""
                : Ascii.lower(new String(header, from, line.nameEnd() - from, StandardCharsets.US_ASCII));
    }
}
