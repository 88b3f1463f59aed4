package org.letterlock.message;

import java.util.Arrays;

/// Decodes transfer encodings (RFC 2045 §6), taking malformed input as far as it goes. Linear; the result is never
/// longer than the input.
final class TransferEncoding {
    private static final byte[] BASE64 = new byte[256];

    static {
        Arrays.fill(BASE64, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            BASE64[alphabet.charAt(i)] = (byte) i;
        }
    }

    private TransferEncoding() {}

    static byte[] base64(byte[] in) {
        var out = new byte[in.length / 4 * 3 + 3];
        return Arrays.copyOf(out, base64(in, 0, in.length, out));
    }

    /// Characters outside the alphabet are skipped; padding ends a group, and another may follow.
    ///
    /// @param out holds three bytes for each four, and three more
    /// @return how many bytes it wrote
    static int base64(byte[] in, int from, int to, byte[] out) {
        int length = 0;
        int bits = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            int value = BASE64[in[i] & 0xff];
            if (value >= 0) {
                bits = bits << 6 | value;
                if (++count == 4) {
                    out[length++] = (byte) (bits >> 16);
                    out[length++] = (byte) (bits >> 8);
                    out[length++] = (byte) bits;
                    count = 0;
                }
            } else if (in[i] == '=') {
                length = partial(bits, count, out, length);
                count = 0;
            }
        }
        return partial(bits, count, out, length);
    }

    private static int partial(int bits, int count, byte[] out, int length) {
        int end = length;
        if (count == 2) {
            out[end++] = (byte) (bits >> 4);
        } else if (count == 3) {
            out[end++] = (byte) (bits >> 10);
            out[end++] = (byte) (bits >> 2);
        }
        return end;
    }

    /// `=XX` alone, without line rules.
    static byte[] hexEscapes(byte[] in) {
        var out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int escaped = in[i] == '=' ? hex(in, i + 1, in.length) : -1;
            if (escaped >= 0) {
                out[length++] = (byte) escaped;
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return Arrays.copyOf(out, length);
    }

    /// The byte that two hexadecimal digits at `at` are; -1 if there are none.
    private static int hex(byte[] in, int at, int end) {
        if (at + 1 >= end) {
            return -1;
        }
        int high = Character.digit(in[at], 16);
        int low = Character.digit(in[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
