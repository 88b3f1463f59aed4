package org.letterlock.mailbox;

import java.util.List;
import java.util.Map;
import org.letterlock.crypt.SealedStream;
import org.letterlock.crypt.TamperedException;
import org.letterlock.message.BodyStructure;
import org.letterlock.message.Envelope;
import org.letterlock.message.MalformedSummaryException;
import org.letterlock.message.Mime;
import org.letterlock.message.SummaryCodec;

/// What is known of a message without opening it: what a list shows, and what its content must measure
/// up to.
///
record MessageSummary(Size size, Envelope envelope, BodyStructure structure) {
    /// No summary is longer: messages with huge headers or very many parts are looked at less closely.
    static final int MAX_BYTES = 64 * 1024;

    private static final int FORMAT = 1;
    private static final List<Mime.Limits> CLOSER_TO_COARSER =
            List.of(Mime.Limits.DEFAULT, new Mime.Limits(10, 100, 16 * 1024), new Mime.Limits(2, 8, 2 * 1024));
    private static final Envelope NOTHING =
            new Envelope(null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, null);

    /// The encoded summary of a message.
    ///
    /// @param parsed what the message is under [Mime.Limits#DEFAULT]
    static byte[] encode(Mime.Parsed parsed, byte[] content, long payloadBytes) {
        for (var limits : CLOSER_TO_COARSER) {
            var seen = limits == Mime.Limits.DEFAULT ? parsed : Mime.parse(content, limits);
            byte[] encoded = encode(seen.envelope(), seen.structure(), content.length, payloadBytes);
            if (encoded.length <= MAX_BYTES) {
                return encoded;
            }
        }
        return encode(NOTHING, opaque(content.length), content.length, payloadBytes);
    }

    /// What content must measure up to.
    ///
    /// @param bytes        the message's length
    /// @param payloadBytes the length of what [ContentWriter] made of it, before sealing
    record Size(long bytes, long payloadBytes) {
        /// Reads the beginning of an encoded summary.
        static Size decode(byte[] encoded) throws TamperedException {
            return decode(new Decoder(encoded));
        }

        private static Size decode(Decoder in) throws TamperedException {
            if (in.u8() != FORMAT) {
                throw Decoder.malformed();
            }
            long bytes = in.number();
            long payloadBytes = in.number();
            int segments = in.small(Integer.MAX_VALUE);
            if (bytes < 0 || payloadBytes < 0 || segments != SealedStream.segments(payloadBytes)) {
                throw Decoder.malformed();
            }
            return new Size(bytes, payloadBytes);
        }
    }

    static MessageSummary decode(byte[] encoded) throws TamperedException {
        var in = new Decoder(encoded);
        var size = Size.decode(in);
        try {
            var parsed = SummaryCodec.decode(encoded, encoded.length - in.left(), in.left());
            return new MessageSummary(size, parsed.envelope(), parsed.structure());
        } catch (MalformedSummaryException e) {
            throw Decoder.malformed();
        }
    }

    private static byte[] encode(Envelope envelope, BodyStructure structure, long bytes, long payloadBytes) {
        return new Encoder(1024)
                .u8(FORMAT)
                .number(bytes)
                .number(payloadBytes)
                .number(SealedStream.segments(payloadBytes))
                .raw(SummaryCodec.encode(envelope, structure))
                .bytes();
    }

    private static BodyStructure opaque(long length) {
        var none = Map.<String, String>of();
        return new BodyStructure.Single(new BodyStructure.Entity(
                "application",
                "octet-stream",
                none,
                null,
                null,
                "binary",
                null,
                null,
                none,
                List.of(),
                null,
                0,
                0,
                length,
                0));
    }
}
