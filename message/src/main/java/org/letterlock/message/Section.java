package org.letterlock.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what IMAP's section specifiers name (RFC 9051 §6.4.5) among the offsets of a structure.
public final class Section {
    /// The words after the part numbers.
    public enum Text {
        /// No word: the whole message, or a part's body.
        ALL,
        /// The header of the message, or of an enclosed one, with the empty line.
        HEADER,
        /// The body of the message, or of an enclosed one.
        TEXT,
        /// A part's own header, with the empty line.
        MIME
    }

    /// Bytes from the start of the outermost message.
    public record Range(long offset, long length) {}

    private Section() {}

    /// @param path part numbers from the outside in, from 1; empty for the message itself
    /// @return null if the message has no such section
    public static @Nullable Range find(BodyStructure message, List<Integer> path, Text text) {
        if (path.isEmpty()) {
            return ofMessage(message, text);
        }
        BodyStructure part = part(message, path);
        if (part == null) {
            return null;
        }
        return switch (text) {
            case ALL -> body(part);
            case MIME -> header(part);
            case HEADER, TEXT ->
                part instanceof BodyStructure.Enclosed enclosed ? ofMessage(enclosed.body(), text) : null;
        };
    }

    /// The part of that number path, or null. A message that is no multipart is its own part 1.
    public static @Nullable BodyStructure part(BodyStructure message, List<Integer> path) {
        BodyStructure container = message;
        BodyStructure part = null;
        for (int number : path) {
            part = container == null ? null : child(container, number);
            container = switch (part) {
                case null -> null;
                case BodyStructure.Multipart multipart -> multipart;
                case BodyStructure.Enclosed enclosed -> enclosed.body();
                case BodyStructure.Single single -> null;
            };
        }
        return part;
    }

    private static @Nullable BodyStructure child(BodyStructure container, int number) {
        if (container instanceof BodyStructure.Multipart(var entity, var parts)) {
            return number >= 1 && number <= parts.size() ? parts.get(number - 1) : null;
        }
        return number == 1 ? container : null;
    }

    private static @Nullable Range ofMessage(BodyStructure message, Text text) {
        return switch (text) {
            case ALL -> {
                Range header = header(message);
                yield new Range(
                        header.offset(), header.length() + message.entity().bodyLength());
            }
            case HEADER -> header(message);
            case TEXT -> body(message);
            case MIME -> null;
        };
    }

    private static Range header(BodyStructure part) {
        long offset = part.entity().headerOffset();
        return new Range(offset, part.entity().bodyOffset() - offset);
    }

    private static Range body(BodyStructure part) {
        return new Range(part.entity().bodyOffset(), part.entity().bodyLength());
    }
}
