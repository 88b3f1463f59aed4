package org.letterlock.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.letterlock.crypt.TamperedException;

/// Reads what [Encoder] wrote. Every length is checked against what is left before anything is
/// allocated. Not thread-safe.
final class Decoder {
    private final byte[] bytes;
    private int at;

    Decoder(byte[] bytes) {
        this.bytes = bytes;
    }

    int left() {
        return bytes.length - at;
    }

    int u8() throws TamperedException {
        need(1);
        return bytes[at++] & 0xff;
    }

    boolean flag() throws TamperedException {
        return u8() != 0;
    }

    long number() throws TamperedException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw malformed();
    }

    /// A count of things of which each takes at least `minBytes`.
    int count(int minBytes) throws TamperedException {
        long value = number();
        if (value < 0 || value > left() / minBytes) {
            throw malformed();
        }
        return (int) value;
    }

    /// A number that must be below `limit`.
    int small(int limit) throws TamperedException {
        long value = number();
        if (value < 0 || value >= limit) {
            throw malformed();
        }
        return (int) value;
    }

    void skip(int length) throws TamperedException {
        need(length);
        at += length;
    }

    byte[] raw(int length) throws TamperedException {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    byte[] blob() throws TamperedException {
        return raw(count(1));
    }

    String text() throws TamperedException {
        return new String(blob(), StandardCharsets.UTF_8);
    }

    void end() throws TamperedException {
        if (left() != 0) {
            throw malformed();
        }
    }

    static TamperedException malformed() {
        return new TamperedException("a record opens, but is not of this format");
    }

    private void need(int length) throws TamperedException {
        if (length < 0 || length > left()) {
            throw malformed();
        }
    }
}
