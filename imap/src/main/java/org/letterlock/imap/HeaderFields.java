package org.letterlock.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.letterlock.imap.FetchItem.Part;

/// Chooses fields of a header by their names, as HEADER.FIELDS and HEADER.FIELDS.NOT want them: unchanged, in their
/// order, with the empty line at the end.
final class HeaderFields {
    private final Set<String> names;
    private final boolean wanted;

    HeaderFields(Part part) {
        this.names = part.fields().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.wanted = part.text() == Part.Text.HEADER_FIELDS;
    }

    byte[] of(byte[] header) {
        ByteArrayOutputStream chosen = new ByteArrayOutputStream();
        boolean keep = false;
        for (int start = 0; start < header.length; ) {
            int end = lineEnd(header, start);
            if (isBlank(header, start, end)) {
                break;
            }
            if (header[start] != ' ' && header[start] != '\t') {
                keep = names.contains(name(header, start, end)) == wanted;
            }
            if (keep) {
                chosen.write(header, start, end - start);
            }
            start = end;
        }
        chosen.write('\r');
        chosen.write('\n');
        return chosen.toByteArray();
    }

    private static boolean isBlank(byte[] header, int start, int end) {
        return header[start] == '\n' || header[start] == '\r' && end - start == 2;
    }

    private static int lineEnd(byte[] header, int start) {
        for (int i = start; i < header.length; i++) {
            if (header[i] == '\n') {
                return i + 1;
            }
        }
        return header.length;
    }

    private static String name(byte[] header, int start, int end) {
        int colon = start;
        while (colon < end && header[colon] != ':') {
            colon++;
        }
        return new String(header, start, colon - start, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
