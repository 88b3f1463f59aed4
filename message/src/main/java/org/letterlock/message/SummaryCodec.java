package org.letterlock.message;

/// An envelope and a structure as compact bytes, and back (`docs/formats/summary.md`). The bytes are
/// not compressed: they come in pages, which are. Pure; equal summaries give equal bytes.
public final class SummaryCodec {
    /// How deep a structure nests at most.
    public static final int MAX_DEPTH = 64;

    /// Longer than the summary of any message parsed under [Mime.Limits#DEFAULT].
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    static final int FORMAT = 1;

    private SummaryCodec() {}

    public static byte[] encode(Envelope envelope, BodyStructure structure) {
        return new SummaryWriter().write(envelope, structure);
    }

    /// Reads what [#encode] wrote, and all of it. Every length is checked against what is left before
    /// anything is allocated.
    ///
    /// @throws MalformedSummaryException if these are not such bytes, or of a later format
    public static Mime.Parsed decode(byte[] bytes, int offset, int length) throws MalformedSummaryException {
        return new SummaryReader(bytes, offset, length).read();
    }
}
