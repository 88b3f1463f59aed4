package org.letterlock.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The structure of a MIME entity with the offsets of its parts (RFC 9051 §7.5.2). All offsets are
/// bytes from the start of the outermost message. Offsets grow in the order of the tree.
public sealed interface BodyStructure {
    Entity entity();

    /// What every entity has. `type`, `subtype`, `encoding`, `disposition` and the names of parameters
    /// are lower case; values are as they came, unfolded, RFC 2231 continuations joined and decoded.
    /// Parameters keep their order.
    ///
    /// @param encoding     the transfer encoding; `7bit` if the header names none
    /// @param headerOffset where the entity's header starts
    /// @param bodyOffset   where its body starts: after the empty line
    /// @param bodyLength   the encoded body's length, without the line break that belongs to the
    ///     delimiter after it
    /// @param lines        the body's lines; a last one without a line break counts
    record Entity(
            String type,
            String subtype,
            Map<String, String> parameters,
            @Nullable String contentId,
            @Nullable String description,
            String encoding,
            @Nullable String md5,
            @Nullable String disposition,
            Map<String, String> dispositionParameters,
            List<String> language,
            @Nullable String location,
            long headerOffset,
            long bodyOffset,
            long bodyLength,
            long lines) {}

    record Single(Entity entity) implements BodyStructure {}

    /// `parts` are never empty: a multipart in which no delimiter is found is a [Single] `text/plain`.
    record Multipart(Entity entity, List<BodyStructure> parts) implements BodyStructure {}

    /// `message/rfc822` and `message/global`: the enclosed message starts at `entity.bodyOffset()`.
    record Enclosed(Entity entity, Envelope envelope, BodyStructure body) implements BodyStructure {}
}
