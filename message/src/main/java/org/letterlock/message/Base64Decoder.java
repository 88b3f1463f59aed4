package org.letterlock.message;

import java.util.Arrays;

/// `base64` (RFC 2045 §6.8). Characters outside the alphabet are skipped; padding ends a group, and
/// more may follow.
final class Base64Decoder implements TransferDecoder {
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private int bits;
    private int count;

    static byte[] decode(byte[] in) {
        var out = new byte[in.length + SLACK];
        var decoder = new Base64Decoder();
        int length = decoder.decode(in, 0, in.length, out);
        return Arrays.copyOf(out, decoder.partial(out, length));
    }

    @Override
    public int decode(byte[] in, int from, int to, byte[] out) {
        int length = 0;
        for (int i = from; i < to; i++) {
            int value = VALUES[in[i] & 0xff];
            if (value >= 0) {
                bits = bits << 6 | value;
                if (++count == 4) {
                    out[length++] = (byte) (bits >> 16);
                    out[length++] = (byte) (bits >> 8);
                    out[length++] = (byte) bits;
                    count = 0;
                }
            } else if (in[i] == '=') {
                length = partial(out, length);
            }
        }
        return length;
    }

    @Override
    public int end(byte[] out) {
        return partial(out, 0);
    }

    private int partial(byte[] out, int length) {
        int end = length;
        if (count == 2) {
            out[end++] = (byte) (bits >> 4);
        } else if (count == 3) {
            out[end++] = (byte) (bits >> 10);
            out[end++] = (byte) (bits >> 2);
        }
        count = 0;
        return end;
    }
}
