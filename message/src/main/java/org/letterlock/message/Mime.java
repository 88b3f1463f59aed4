package org.letterlock.message;

/// Parses messages. Pure: no I/O, no state. Never fails on malformed input: what cannot be understood is taken as
/// `text/plain` or `application/octet-stream`, as RFC 2045 §5.2 has it, and beyond [Limits] parsing goes no deeper.
public final class Mime {
    private Mime() {}

    /// @param depth     how deep multiparts and enclosed messages nest before they are taken as opaque
    /// @param parts     how many parts a message has before the rest is one opaque part
    /// @param headerBytes how much of one header block is looked at
    public record Limits(int depth, int parts, int headerBytes) {
        public static final Limits DEFAULT = new Limits(30, 1_000, 256 * 1024);
    }

    public record Parsed(Envelope envelope, BodyStructure structure) {}

    public static Parsed parse(byte[] message, Limits limits) {
        throw new UnsupportedOperationException("stub");
    }
}
