package org.letterlock.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The structure of a MIME entity with the offsets of its parts (RFC 9051 §7.5.2). All offsets and lengths are bytes
/// from
/// the start of the outermost message.
public sealed interface BodyStructure {
    Entity entity();

    /// What every entity has. `type` and `subtype` are lower case; parameter names are lower case, values as they came,
    /// RFC 2231 continuations joined and decoded.
    ///
    /// @param headerOffset where the entity's header starts
    /// @param bodyOffset   where its body starts: after the empty line
    /// @param bodyLength   the encoded body's length
    /// @param lines        the body's lines
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

    record Multipart(Entity entity, List<BodyStructure> parts) implements BodyStructure {}

    /// `message/rfc822` and `message/global`: the enclosed message starts at `entity.bodyOffset()`.
    record Enclosed(Entity entity, Envelope envelope, BodyStructure body) implements BodyStructure {}
}
