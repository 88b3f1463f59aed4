package org.letterlock.message;

import java.nio.charset.StandardCharsets;

/// The text of a field's value: unfolded, without blanks around it. Eight-bit bytes are UTF-8 (RFC
/// 6532), and if they are not, ISO 8859-1. Control characters, which no protocol can pass on, become
/// spaces.
final class FieldText {
    private FieldText() {}

    static String of(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && blankOrBreak(bytes[start])) {
            start++;
        }
        while (end > start && blankOrBreak(bytes[end - 1])) {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (bytes[i] < ' ') {
                return slow(bytes, start, end);
            }
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static String slow(byte[] bytes, int from, int to) {
        var flat = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int b = bytes[i];
            if (b == '\n' || b == '\r' && i + 1 < to && bytes[i + 1] == '\n') {
                continue;
            }
            flat[length++] = b >= 0 && b < ' ' && b != '\t' ? (byte) ' ' : (byte) b;
        }
        return Charsets.decode(flat, length, null);
    }

    private static boolean blankOrBreak(int b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
