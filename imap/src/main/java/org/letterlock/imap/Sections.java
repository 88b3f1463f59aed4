package org.letterlock.imap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.FetchItem.Part;
import org.letterlock.message.BodyStructure;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;

/// Where a section lies in a message (RFC 3501 §6.4.5).
final class Sections {
    /// Bytes of the message. For the FIELDS sections: of the header that they are chosen from.
    record Region(long offset, long length) {
        /// What a partial fetch wants of it.
        Region part(FetchItem.@Nullable Partial partial) {
            if (partial == null) {
                return this;
            }
            long from = Math.min(partial.offset(), length);
            return new Region(offset + from, Math.min(partial.length(), length - from));
        }
    }

    private Sections() {}

    /// @param total the message's length
    /// @return null if the message has no such section
    static @Nullable Region find(BodyStructure root, long total, Part part) {
        if (part.path().isEmpty()) {
            return ofMessage(root, 0, total, part.text());
        }
        BodyStructure found = part(root, part.path());
        if (found == null) {
            return null;
        }
        Entity entity = found.entity();
        return switch (part.text()) {
            case ALL -> new Region(entity.bodyOffset(), entity.bodyLength());
            case MIME -> new Region(entity.headerOffset(), entity.bodyOffset() - entity.headerOffset());
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, TEXT ->
                found instanceof Enclosed enclosed
                        ? ofMessage(
                                enclosed.body(),
                                entity.bodyOffset(),
                                entity.bodyOffset() + entity.bodyLength(),
                                part.text())
                        : null;
        };
    }

    /// @param start where the message begins, `end` where it ends
    private static @Nullable Region ofMessage(BodyStructure body, long start, long end, Part.Text text) {
        long bodyOffset = Math.min(body.entity().bodyOffset(), end);
        return switch (text) {
            case ALL -> new Region(start, end - start);
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT -> new Region(start, bodyOffset - start);
            case TEXT -> new Region(bodyOffset, end - bodyOffset);
            case MIME -> null;
        };
    }

    private static @Nullable BodyStructure part(BodyStructure root, List<Integer> path) {
        BodyStructure here = child(root, path.getFirst());
        for (int number : path.subList(1, path.size())) {
            here = switch (here) {
                case null -> null;
                case Multipart multipart -> child(multipart, number);
                case Enclosed enclosed -> child(enclosed.body(), number);
                case BodyStructure.Single single -> null;
            };
        }
        return here;
    }

    /// A part of a message: a message that is no multipart has its body as part 1.
    private static @Nullable BodyStructure child(BodyStructure message, int number) {
        if (message instanceof Multipart multipart) {
            List<BodyStructure> parts = multipart.parts();
            return number <= parts.size() ? parts.get(number - 1) : null;
        }
        return number == 1 ? message : null;
    }
}
