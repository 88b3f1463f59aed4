package org.letterlock.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Collects one line from pieces of input. Over the limit it drops what it holds, and all the rest of
/// the line.
final class LineBuffer {
    private static final byte[] NOTHING = {};
    /// So much of a dropped line is kept: enough to answer it by its tag.
    private static final int START_BYTES = 64;

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean tooLong;
    private byte[] start = NOTHING;

    LineBuffer(int limit) {
        this.limit = limit;
    }

    /// Takes bytes up to the next LF, and that too.
    ///
    /// @return whether the line has ended
    boolean take(ByteBuffer source) {
        int start = source.position();
        int end = start;
        while (end < source.limit() && source.get(end) != '\n') {
            end++;
        }
        append(source, end - start);
        if (end == source.limit()) {
            return false;
        }
        source.position(end + 1);
        return true;
    }

    private void append(ByteBuffer source, int count) {
        // One byte more than the limit: it may be the CR.
        if (tooLong || length + count > limit + 1) {
            drop(source, count);
            source.position(source.position() + count);
            return;
        }
        if (length + count > bytes.length) {
            byte[] old = bytes;
            bytes = Arrays.copyOf(old, length == 0 ? count : Math.min(limit + 1, Math.max(2 * length, length + count)));
            Arrays.fill(old, (byte) 0);
        }
        source.get(bytes, length, count);
        length += count;
    }

    private void drop(ByteBuffer source, int count) {
        if (!tooLong) {
            tooLong = true;
            start = Arrays.copyOf(bytes, Math.min(START_BYTES, length + count));
            if (length < start.length) {
                source.get(source.position(), start, length, start.length - length);
            }
        }
        Arrays.fill(bytes, (byte) 0);
        bytes = NOTHING;
    }

    byte[] finish(LineEnd end) throws LineTooLongException, BareLineFeedException {
        boolean carriageReturn = !tooLong && length > 0 && bytes[length - 1] == '\r';
        int content = carriageReturn ? length - 1 : length;
        if (tooLong || content > limit) {
            throw new LineTooLongException(limit, tooLong ? start : Arrays.copyOf(bytes, START_BYTES));
        }
        if (end == LineEnd.CRLF && !carriageReturn) {
            throw new BareLineFeedException();
        }
        byte[] line = Arrays.copyOf(bytes, content);
        Arrays.fill(bytes, (byte) 0);
        return line;
    }
}
