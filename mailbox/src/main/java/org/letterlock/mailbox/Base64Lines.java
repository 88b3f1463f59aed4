package org.letterlock.mailbox;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;

/// Base64 in lines of one length, each but the last full, all ended alike. Whether a text is exactly
/// that is found out by encoding it again.
///
/// @param lineChars characters of a full line, a multiple of 4, at most 1,020
/// @param crlf      whether lines end with CR LF, or with LF
/// @param ended     whether the last line is ended too
record Base64Lines(int lineChars, boolean crlf, boolean ended) {
    static final int MAX_LINE_CHARS = 1_020;
    private static final int STEP_CHARS = 8 * 1024;

    int lineBytes() {
        return lineChars + (crlf ? 2 : 1);
    }

    /// The shape of the text that starts at `from`, judged by its first line alone.
    static @Nullable Base64Lines shape(byte[] text, int from, int to) {
        int end = from;
        while (end < to && end - from <= MAX_LINE_CHARS && text[end] != '\n' && text[end] != '\r') {
            end++;
        }
        int chars = end - from;
        if (chars == 0 || chars > MAX_LINE_CHARS || end == to || chars % 4 != 0) {
            return null;
        }
        boolean crlf = text[end] == '\r';
        if (crlf && (end + 1 == to || text[end + 1] != '\n')) {
            return null;
        }
        return new Base64Lines(chars, crlf, true);
    }

    /// The decoded bytes if encoding them again gives exactly `text[from, to)`; else null.
    byte @Nullable [] decode(byte[] text, int from, int to) {
        var chars = new byte[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c != '\r' && c != '\n') {
                chars[size++] = c;
            }
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(size == chars.length ? chars : Arrays.copyOf(chars, size));
            byte[] again = encode(decoded, 0, decoded.length);
            return Arrays.equals(again, 0, again.length, text, from, to) ? decoded : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// How long the text of `decoded` bytes is.
    long textLength(long decoded) {
        long chars = (decoded + 2) / 3 * 4;
        if (chars == 0) {
            return 0;
        }
        long lines = (chars + lineChars - 1) / lineChars;
        int end = lineBytes() - lineChars;
        return chars + (ended ? lines : lines - 1) * end;
    }

    /// The text of `length` bytes from `offset`. Encodes some lines at a time, so that what lies between
    /// is small and stays in the processor's cache.
    byte[] encode(byte[] decoded, int offset, int length) {
        var text = new byte[(int) textLength(length)];
        int step = Math.max(1, STEP_CHARS / lineChars) * lineChars / 4 * 3;
        int at = 0;
        for (int from = 0; from < length; from += step) {
            int count = Math.min(step, length - from);
            var chars = Base64.getEncoder().encode(ByteBuffer.wrap(decoded, offset + from, count));
            at = lines(chars.array(), chars.limit(), from + count == length, text, at);
        }
        return text;
    }

    /// @param isEnd whether the last line of `chars` is the last of all
    private int lines(byte[] chars, int size, boolean isEnd, byte[] text, int start) {
        int at = start;
        for (int from = 0; from < size; from += lineChars) {
            int count = Math.min(lineChars, size - from);
            System.arraycopy(chars, from, text, at, count);
            at += count;
            if (ended || !isEnd || from + count < size) {
                if (crlf) {
                    text[at++] = '\r';
                }
                text[at++] = '\n';
            }
        }
        return at;
    }

    /// As one byte and a length in units of four characters.
    int bits() {
        return (crlf ? 1 : 0) | (ended ? 2 : 0);
    }

    static Base64Lines of(int bits, int quads) throws TamperedException {
        if (quads == 0) {
            throw Decoder.malformed();
        }
        return new Base64Lines(quads * 4, (bits & 1) != 0, (bits & 2) != 0);
    }
}
