package org.letterlock.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.SealedStream;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.message.Mime;
import org.letterlock.store.Kind;

/// Reads a message whose summary is lost from key and content alone, and makes the summary anew:
/// the sizes of the pieces give the payload's length, and each piece proves that it is one of that
/// many.
record SalvagedContent(Records records, SealedContent.Leases leases, Compression compression) {
    private static final int HEADER_BYTES = 40;
    private static final int TAG_BYTES = 16;
    private static final int MAX_BYTES = 256 << 20;

    /// @param bytes the message's length
    record Found(byte[] summary, long bytes) {}

    /// Null if key or content are not whole.
    @Nullable
    Found read(long mid) throws KeyUnavailableException {
        try {
            long payloadBytes = payloadBytes(mid);
            return payloadBytes < 4 ? null : read(mid, payloadBytes);
        } catch (TamperedException | IOException e) {
            return null;
        }
    }

    private long payloadBytes(long mid) {
        long[] sum = {-HEADER_BYTES};
        records.engine().scan(records.mailbox(), Kind.CONTENT, RecordId.of(mid), RecordId.of(mid + 1), piece -> {
            sum[0] += piece.value().size() - 1 - TAG_BYTES;
            return true;
        });
        return sum[0] > MAX_BYTES ? -1 : sum[0];
    }

    private Found read(long mid, long payloadBytes) throws KeyUnavailableException, TamperedException, IOException {
        byte[] payload = payload(mid, payloadBytes);
        long lines = Integer.toUnsignedLong(ByteBuffer.wrap(payload).getInt()) * Chunk.TABLE_LINE;
        if (4 + lines > payloadBytes) {
            throw Decoder.malformed();
        }
        var table = ChunkTable.decode(Arrays.copyOfRange(payload, 4, 4 + (int) lines), 4 + lines);
        var size = new MessageSummary.Size(table.messageBytes(), payloadBytes);
        var out = new ByteArrayOutputStream();
        var holders = new Holders(new Budget(Long.MAX_VALUE), () -> {});
        try (var content = new SealedContent(records, compression, holders, leases, mid, size)) {
            content.readVerified(0, size.bytes(), out::write);
        }
        byte[] message = out.toByteArray();
        var parsed = Mime.parse(message, Mime.Limits.DEFAULT);
        return new Found(MessageSummary.encode(parsed, message, payloadBytes), message.length);
    }

    private byte[] payload(long mid, long payloadBytes) throws KeyUnavailableException, TamperedException {
        var payload = new byte[(int) payloadBytes];
        var text = new byte[SealedStream.SEGMENT_BYTES];
        var wrapped = records.read(records.messageKey(mid));
        if (wrapped == null) {
            throw new TamperedException("the key of message " + mid + " is missing");
        }
        try (var key = records.unwrap(leases.live(), mid, wrapped);
                var reader = SealedStream.Reader.open(
                        key.secret(), records.contentPlace(mid), payloadBytes, piece(mid, 0))) {
            for (int number = 0; number < SealedStream.segments(payloadBytes); number++) {
                int length = reader.segment(number, piece(mid, number), text, 0);
                System.arraycopy(text, 0, payload, (int) SealedStream.startOf(number), length);
            }
        }
        return payload;
    }

    private Sealed piece(long mid, int number) throws TamperedException {
        var sealed = records.read(records.piece(mid, number));
        if (sealed == null) {
            throw new TamperedException("piece " + number + " of message " + mid + " is missing");
        }
        return sealed;
    }
}
