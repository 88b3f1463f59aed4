package org.letterlock.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;

/// Parses one message by recursive descent. Each byte is scanned once for line ends, and once more at
/// most as a header value; a line that begins with `--` is compared with each open boundary. The
/// recursion is as deep as [Mime.Limits#depth()]. Not thread-safe.
///
/// An entity ends at a delimiter of any open multipart, so that one which is not terminated does not
/// swallow its siblings. A multipart in which its boundary does not occur is `text/plain`: its text
/// stays readable.
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

    Mime.Parsed message() {
        return message(0, 0);
    }

    private Mime.Parsed message(int offset, int depth) {
        HeaderBlock header = header(offset, true);
        return new Mime.Parsed(header.envelope(), entity(header, depth, false));
    }

    /// Reads fields up to the empty line, the end, or a delimiter: then the empty line is missing. The
    /// line break before a delimiter is the delimiter's, even if it is the empty line.
    ///
    /// @param offset here, or before the line break of a delimiter that is here
    private HeaderBlock header(int offset, boolean ofMessage) {
        var header = new HeaderBlock(offset);
        Field field = null;
        int value = 0;
        int end = lines.at();
        while (!lines.atEnd() && lines.delimiter() == null) {
            int start = lines.at();
            lines.next();
            if (!Ascii.blank(bytes[start])) {
                keep(header, field, value, end);
                if (lines.emptyLine(start)) {
                    header.endAt(lines.delimiter() == null ? lines.at() : lines.bodyEnd(start));
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
        header.endAt(lines.bodyEnd(offset));
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
        int feeds = lines.feeds();
        MediaType type = MediaType.of(header.get(Field.CONTENT_TYPE), inDigest);
        if (depth >= limits.depth() && (type.multipart() || type.message())) {
            lines.skipToDelimiter();
            return new Single(close(header, MediaType.OPAQUE, feeds));
        }
        if (type.message()) {
            Mime.Parsed inner = message(header.bodyOffset(), depth + 1);
            return new Enclosed(close(header, type, feeds), inner.envelope(), inner.structure());
        }
        if (type.multipart()) {
            List<BodyStructure> parts = parts(type, depth);
            if (!parts.isEmpty()) {
                return new Multipart(close(header, type, feeds), List.copyOf(parts));
            }
            return new Single(close(header, MediaType.DEFAULT, feeds));
        }
        lines.skipToDelimiter();
        return new Single(close(header, type, feeds));
    }

    /// A delimiter that follows another one at once has its line break: the part between ends before it
    /// starts, and is empty there.
    private List<BodyStructure> parts(MediaType type, int depth) {
        int level = boundaries.depth();
        boundaries.push(type.boundary());
        var parts = new ArrayList<BodyStructure>();
        Boundaries.Delimiter delimiter = lines.skipToDelimiter();
        while (delimiter != null && delimiter.level() == level && !delimiter.close()) {
            int line = lines.at();
            lines.next();
            int start = lines.delimiter() == null ? lines.at() : lines.bodyEnd(line);
            parts.add(
                    entities < limits.parts()
                            ? entity(header(start, false), depth + 1, type.digest())
                            : rest(start, level));
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
    private BodyStructure rest(int start, int level) {
        var noHeader = new HeaderBlock(start);
        int feeds = lines.feeds();
        Boundaries.Delimiter delimiter = lines.skipToDelimiter();
        while (delimiter != null && delimiter.level() == level && !delimiter.close()) {
            lines.next();
            delimiter = lines.skipToDelimiter();
        }
        return new Single(close(noHeader, MediaType.OPAQUE, feeds));
    }

    /// The entity whose body ends here.
    private Entity close(HeaderBlock header, MediaType type, int feedsBefore) {
        int body = header.bodyOffset();
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
