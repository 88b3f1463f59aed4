package org.letterlock.message;

/// Parses messages. Pure: no I/O, no state, one pass, linear in the message's length. Never fails on
/// malformed input: what cannot be understood is `text/plain` (RFC 2045 §5.2), and beyond [Limits] an
/// entity is one opaque `application/octet-stream`. Lines end with LF or CRLF; a bare CR is a character
/// like any other.
public final class Mime {
    private Mime() {}

    /// @param depth       how deep multiparts and enclosed messages nest before they are taken as
    ///     opaque, at most 64
    /// @param parts       how many entities a message has before the rest of a multipart is one opaque
    ///     part
    /// @param headerBytes how many bytes of header values a summary takes up, over all entities in
    ///     their order; the rest is cut. It bounds the encoded summary: [SummaryCodec#MAX_BYTES] by
    ///     default
    public record Limits(int depth, int parts, int headerBytes) {
        public static final Limits DEFAULT = new Limits(30, 1_000, 256 * 1024);

        public Limits {
            if (depth < 1 || depth > SummaryCodec.MAX_DEPTH || parts < 1 || headerBytes < 0) {
                throw new IllegalArgumentException("limits out of range");
            }
        }
    }

    public record Parsed(Envelope envelope, BodyStructure structure) {}

    public static Parsed parse(byte[] message, Limits limits) {
        return new EntityParser(message, limits).message();
    }
}
