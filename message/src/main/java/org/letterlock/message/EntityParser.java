package org.letterlock.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;

/// Parses one message by recursive descent. Each byte is scanned once for line ends, and once more at most as a header
/// value; a line that begins with `--` is compared with each open boundary. The recursion is as deep as
/// [Mime.Limits#depth()]. Not thread-safe.
///
/// An entity ends at a delimiter of any open multipart, so that one which is not terminated does not swallow its
/// siblings. A multipart in which its boundary does not occur is `text/plain`: its text stays readable.
final class EntityParser {
    private final byte[] bytes;
    private final Mime.Limits limits;
    private final Boundaries boundaries = new Boundaries();
    private final Lines lines;
    private int entities;
    private int headerBudget;

    EntityParser(byte[] bytes, Mime.Limits limits) {
        this.bytes = bytes;
        this.limits = limits;
        this.lines = new Lines(bytes, boundaries);
        this.headerBudget = limits.headerBytes();
    }

    Mime.Parsed message(int depth) {
        HeaderBlock header = header(true);
        return new Mime.Parsed(header.envelope(), entity(header, depth, false));
    }

    /// Reads fields up to the empty line, a delimiter (the empty line is missing) or the end.
    private HeaderBlock header(boolean ofMessage) {
        var header = new HeaderBlock(lines.at());
        Field field = null;
        int value = 0;
        int end = lines.at();
        while (!lines.atEnd() && lines.delimiter() == null) {
            int start = lines.at();
            lines.next();
            if (!Ascii.blank(bytes[start])) {
                keep(header, field, value, end);
                if (lines.emptyLine(start)) {
                    return header;
                }
                FieldLine line = FieldLine.at(bytes, start, lines.at());
                field = Field.named(bytes, start, line.nameEnd());
                value = line.value();
                if (field != null && !ofMessage && !field.ofEntity()) {
                    field = null;
                }
            }
            end = lines.at();
        }
        keep(header, field, value, end);
        return header;
    }

    private void keep(HeaderBlock header, @Nullable Field field, int from, int to) {
        if (field != null && header.takes(field)) {
            int length = Math.min(to - from, headerBudget);
            headerBudget -= length;
            header.put(field, FieldText.of(bytes, from, from + length));
        }
    }

    private BodyStructure entity(HeaderBlock header, int depth, boolean inDigest) {
        entities++;
        int body = lines.at();
        int feeds = lines.feeds();
        MediaType type = MediaType.of(header.get(Field.CONTENT_TYPE), inDigest);
        if (depth >= limits.depth() && (type.multipart() || type.message())) {
            lines.skipToDelimiter();
            return new Single(close(header, MediaType.OPAQUE, body, feeds));
        }
        if (type.message()) {
            Mime.Parsed inner = message(depth + 1);
            return new Enclosed(close(header, type, body, feeds), inner.envelope(), inner.structure());
        }
        if (type.multipart()) {
            List<BodyStructure> parts = parts(type, depth);
            if (!parts.isEmpty()) {
                return new Multipart(close(header, type, body, feeds), List.copyOf(parts));
            }
            return new Single(close(header, MediaType.DEFAULT, body, feeds));
        }
        lines.skipToDelimiter();
        return new Single(close(header, type, body, feeds));
    }

    private List<BodyStructure> parts(MediaType type, int depth) {
        int level = boundaries.depth();
        boundaries.push(type.boundary());
        var parts = new ArrayList<BodyStructure>();
        Boundaries.Delimiter delimiter = lines.skipToDelimiter();
        while (delimiter != null && delimiter.level() == level && !delimiter.close()) {
            lines.next();
            parts.add(entities < limits.parts() ? entity(header(false), depth + 1, type.digest()) : rest(level));
            delimiter = lines.delimiter();
        }
        boundaries.pop();
        if (delimiter != null && delimiter.level() == level) {
            lines.next();
            lines.skipToDelimiter();
        }
        return parts;
    }

    /// All that is left of a multipart that has too many parts.
    private BodyStructure rest(int level) {
        var noHeader = new HeaderBlock(lines.at());
        int body = lines.at();
        int feeds = lines.feeds();
        Boundaries.Delimiter delimiter = lines.skipToDelimiter();
        while (delimiter != null && delimiter.level() == level && !delimiter.close()) {
            lines.next();
            delimiter = lines.skipToDelimiter();
        }
        return new Single(close(noHeader, MediaType.OPAQUE, body, feeds));
    }

    /// The entity whose body began at `body` and ends here.
    private Entity close(HeaderBlock header, MediaType type, int body, int feedsBefore) {
        int end = lines.bodyEnd(body);
        Structured disposition = Structured.parse(header.get(Field.CONTENT_DISPOSITION));
        boolean known = !disposition.value().isEmpty();
        return new Entity(
                type.type(),
                type.subtype(),
                type.parameters(),
                header.get(Field.CONTENT_ID),
                header.get(Field.CONTENT_DESCRIPTION),
                encoding(header),
                header.get(Field.CONTENT_MD5),
                known ? disposition.value() : null,
                known ? disposition.parameters() : Map.of(),
                Structured.tokens(header.get(Field.CONTENT_LANGUAGE)),
                header.get(Field.CONTENT_LOCATION),
                header.offset(),
                body,
                end - body,
                lines.count(body, end, feedsBefore));
    }

    private static String encoding(HeaderBlock header) {
        String encoding =
                Structured.parse(header.get(Field.CONTENT_TRANSFER_ENCODING)).value();
        return encoding.isEmpty() ? "7bit" : encoding;
    }
}
