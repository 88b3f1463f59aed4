package org.letterlock.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes of a response while it is put together. Strict in what it makes: strings are quoted if
/// they are printable ASCII (or UTF-8, once the client has enabled that), literals otherwise, and never
/// hold NUL.
final class Line {
    /// Longer strings go as literals, so that no client's line buffer is tried.
    private static final int MAX_QUOTED = 1_000;

    private final boolean utf8;
    private byte[] bytes = new byte[256];
    private int length;

    /// @param utf8 whether quoted strings may hold UTF-8 (RFC 6855 §3)
    Line(boolean utf8) {
        this.utf8 = utf8;
    }

    boolean utf8() {
        return utf8;
    }

    int length() {
        return length;
    }

    void reset() {
        length = 0;
    }

    byte[] buffer() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    Line put(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /// ASCII that is known to be safe on the wire: names from tables, numbers.
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is the one copy without an intermediate array
    Line put(String ascii) {
        ensure(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    Line put(long number) {
        return put(Long.toString(number));
    }

    Line crlf() {
        return put('\r').put('\n');
    }

    Line nil() {
        return put("NIL");
    }

    /// `nstring`
    Line nstring(@Nullable String text) {
        return text == null ? nil() : string(text);
    }

    Line string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    Line string(byte[] text) {
        if (!quotable(text)) {
            return literal(text);
        }
        put('"');
        ensure(2 * text.length);
        for (byte b : text) {
            if (b == '"' || b == '\\') {
                bytes[length++] = '\\';
            }
            bytes[length++] = b;
        }
        return put('"');
    }

    /// A mailbox name: an atom where that is possible, for the sake of simple clients, else a string.
    Line astring(byte[] text) {
        boolean atom = text.length > 0;
        for (byte b : text) {
            atom &= Cursor.isAtomChar(b);
        }
        if (!atom || isNil(text)) {
            return string(text);
        }
        return raw(text, 0, text.length);
    }

    private static boolean isNil(byte[] text) {
        return text.length == 3 && new String(text, StandardCharsets.US_ASCII).equalsIgnoreCase("NIL");
    }

    private Line literal(byte[] text) {
        put('{').put(text.length).put('}').crlf();
        int start = length;
        raw(text, 0, text.length);
        for (int i = start; i < length; i++) {
            if (bytes[i] == 0) {
                bytes[i] = '?'; // RFC 3501 §9: CHAR8 is any octet but NUL
            }
        }
        return this;
    }

    Line raw(byte[] text, int offset, int count) {
        ensure(count);
        System.arraycopy(text, offset, bytes, length, count);
        length += count;
        return this;
    }

    private boolean quotable(byte[] text) {
        if (text.length > MAX_QUOTED) {
            return false;
        }
        for (byte b : text) {
            if (b < 0 ? !utf8 : b < 0x20 || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
