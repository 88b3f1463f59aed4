package org.letterlock.smtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.wire.Budget;

/// A message as it comes in, in pieces, within a limit and the server's budget. Over either it keeps
/// nothing, and goes on counting. Of one thread.
final class MessageBuffer {
    private static final int FIRST_PIECE = 8 * 1024;
    private static final int LARGEST_PIECE = 256 * 1024;

    private final Budget.Share share;
    private final int limit;
    private final HeaderScan headers = new HeaderScan();
    private final List<byte[]> full = new ArrayList<>();
    private byte[] piece = new byte[0];
    private int used;
    private long size;
    private boolean outOfBudget;

    /// @param share closed by the caller
    MessageBuffer(Budget.Share share, int limit) {
        this.share = share;
        this.limit = limit;
    }

    /// Whether there is room to begin at all.
    boolean hasRoom() {
        return room();
    }

    boolean tooLarge() {
        return size > limit;
    }

    boolean outOfBudget() {
        return outOfBudget;
    }

    long size() {
        return size;
    }

    HeaderScan headers() {
        return headers;
    }

    void put(byte one) {
        headers.take(one);
        size++;
        if (keeps() && room()) {
            piece[used++] = one;
        }
    }

    /// Takes `count` bytes from `source`.
    void put(ByteBuffer source, int count) {
        headers.take(source, count);
        size += count;
        int end = source.position() + count;
        while (source.position() < end && keeps() && room()) {
            int step = Math.min(end - source.position(), piece.length - used);
            source.get(piece, used, step);
            used += step;
        }
        source.position(end);
    }

    private boolean keeps() {
        if (tooLarge()) {
            drop();
        }
        return !tooLarge() && !outOfBudget;
    }

    private boolean room() {
        if (used < piece.length) {
            return true;
        }
        int next = piece.length == 0 ? FIRST_PIECE : Math.min(2 * piece.length, LARGEST_PIECE);
        if (!share.tryTake(next)) {
            outOfBudget = true;
            drop();
            return false;
        }
        if (piece.length > 0) {
            full.add(piece);
        }
        piece = new byte[next];
        used = 0;
        return true;
    }

    private void drop() {
        full.clear();
        piece = new byte[0];
        used = 0;
    }

    /// The whole message behind `trace`, in one array; the pieces are let go on the way.
    ///
    /// @return null if the budget does not allow it
    byte @Nullable [] assemble(byte[] trace) {
        int total = trace.length + Math.toIntExact(size);
        if (outOfBudget || tooLarge() || !share.tryTake(total)) {
            return null;
        }
        ByteBuffer all = ByteBuffer.allocate(total).put(trace);
        full.forEach(all::put);
        all.put(piece, 0, used);
        drop();
        return all.array();
    }
}
