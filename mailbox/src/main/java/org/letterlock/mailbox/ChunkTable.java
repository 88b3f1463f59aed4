package org.letterlock.mailbox;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.letterlock.crypt.TamperedException;

/// The chunks of one message, with where each starts in the message and in the payload. Immutable.
final class ChunkTable {
    private final Chunk[] chunks;
    /// One longer than the chunks: the last is the end.
    private final long[] starts;
    private final long[] storedAt;

    private ChunkTable(Chunk[] chunks, long[] starts, long[] storedAt) {
        this.chunks = chunks;
        this.starts = starts;
        this.storedAt = storedAt;
    }

    /// @param from the payload offset at which the first chunk is stored
    static ChunkTable decode(byte[] table, long from) throws TamperedException {
        var lines = ByteBuffer.wrap(table);
        var chunks = new Chunk[table.length / Chunk.TABLE_LINE];
        var starts = new long[chunks.length + 1];
        var storedAt = new long[chunks.length + 1];
        storedAt[0] = from;
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = Chunk.decode(lines);
            starts[i + 1] = starts[i] + chunks[i].length();
            storedAt[i + 1] = storedAt[i] + chunks[i].stored();
        }
        return new ChunkTable(chunks, starts, storedAt);
    }

    int size() {
        return chunks.length;
    }

    Chunk chunk(int index) {
        return chunks[index];
    }

    long start(int index) {
        return starts[index];
    }

    long storedAt(int index) {
        return storedAt[index];
    }

    long messageBytes() {
        return starts[chunks.length];
    }

    long payloadBytes() {
        return storedAt[chunks.length];
    }

    /// The chunk in which message byte `offset` lies.
    int find(long offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }
}
