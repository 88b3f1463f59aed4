package org.letterlock.mailbox;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.SealedStream;
import org.letterlock.message.BodyStructure;

/// Makes the payload of a message: a chunk table, then the chunks (`docs/formats/mailbox.md`). Bodies
/// in base64 are kept decoded where that can be undone exactly; what zstd makes a fifth smaller is kept
/// compressed. Thread-safe.
final class ContentWriter {
    /// Below this a base64 body is not worth chunks of its own.
    private static final int MIN_BASE64 = 1_024;
    /// No more base64 bodies than this are kept decoded.
    private static final int MAX_BASE64_PARTS = 1_000;

    private final Compression compression;

    ContentWriter(Compression compression) {
        this.compression = compression;
    }

    /// No payload of a message of `bytes` bytes has more pieces than this: a bound for deletions, which
    /// need not open the summary.
    static int maxPieces(long bytes) {
        long chunks = bytes / MIN_BASE64 + bytes / Chunk.MAX_BYTES + 3;
        return SealedStream.segments(bytes + 4 + Chunk.TABLE_LINE * chunks);
    }

    private record Piece(Chunk chunk, byte[] stored) {}

    byte[] payload(byte[] message, BodyStructure structure) {
        var pieces = new ArrayList<Piece>();
        int at = 0;
        for (int[] body : base64Bodies(structure, message.length)) {
            at = plain(message, at, body[0], pieces);
            at = base64(message, at, body[1], pieces);
        }
        plain(message, at, message.length, pieces);
        return join(pieces);
    }

    private static byte[] join(List<Piece> pieces) {
        long size = 4 + (long) Chunk.TABLE_LINE * pieces.size();
        for (var piece : pieces) {
            size += piece.stored.length;
        }
        var payload = ByteBuffer.allocate(Math.toIntExact(size)).putInt(pieces.size());
        pieces.forEach(piece -> piece.chunk.encode(payload));
        pieces.forEach(piece -> payload.put(piece.stored));
        return payload.array();
    }

    private int plain(byte[] message, int from, int to, List<Piece> pieces) {
        for (int at = from; at < to; at += Chunk.MAX_BYTES) {
            int length = Math.min(Chunk.MAX_BYTES, to - at);
            byte[] smaller = compression.smaller(message, at, length);
            byte[] stored = smaller == null ? Arrays.copyOfRange(message, at, at + length) : smaller;
            pieces.add(new Piece(new Chunk(smaller != null, null, length, stored.length), stored));
        }
        return Math.max(from, to);
    }

    /// Takes as many whole lines as are exactly base64, and leaves the rest to be kept as it is.
    private int base64(byte[] message, int from, int to, List<Piece> pieces) {
        var shape = Base64Lines.shape(message, from, to);
        if (shape == null) {
            return from;
        }
        int step = Chunk.MAX_BYTES / shape.lineBytes() * shape.lineBytes();
        int at = from;
        while (at < to) {
            int end = Math.min(to, at + step);
            var piece = base64Chunk(message, at, end, shape);
            if (piece == null) {
                return at;
            }
            pieces.add(piece);
            at = end;
        }
        return at;
    }

    private @Nullable Piece base64Chunk(byte[] message, int from, int to, Base64Lines shape) {
        for (boolean ended : new boolean[] {true, false}) {
            var lines = new Base64Lines(shape.lineChars(), shape.crlf(), ended);
            byte[] decoded = lines.decode(message, from, to);
            if (decoded != null) {
                byte[] smaller = compression.smaller(decoded, 0, decoded.length);
                byte[] stored = smaller == null ? decoded : smaller;
                return new Piece(new Chunk(smaller != null, lines, to - from, stored.length), stored);
            }
        }
        return null;
    }

    /// Start and end of the bodies in base64, in order and not overlapping.
    private static List<int[]> base64Bodies(BodyStructure structure, int length) {
        var found = new ArrayList<int[]>();
        collect(structure, found);
        found.removeIf(body -> body[0] < 0 || body[1] > length || body[1] - body[0] < MIN_BASE64);
        found.sort((a, b) -> Integer.compare(a[0], b[0]));
        var apart = new ArrayList<int[]>();
        int end = 0;
        for (int[] body : found) {
            if (body[0] >= end && apart.size() < MAX_BASE64_PARTS) {
                apart.add(body);
                end = body[1];
            }
        }
        return apart;
    }

    private static void collect(BodyStructure structure, List<int[]> found) {
        switch (structure) {
            case BodyStructure.Single(var entity) -> {
                if (entity.encoding().equalsIgnoreCase("base64")) {
                    found.add(new int[] {(int) entity.bodyOffset(), (int) (entity.bodyOffset() + entity.bodyLength())});
                }
            }
            case BodyStructure.Multipart(var entity, var parts) -> parts.forEach(part -> collect(part, found));
            case BodyStructure.Enclosed(var entity, var envelope, var body) -> collect(body, found);
        }
    }
}
