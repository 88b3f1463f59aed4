package org.letterlock.message;

import java.util.Arrays;

/// `quoted-printable` (RFC 2045 §6.7). What follows an equals sign and is neither two digits nor a
/// line's end stays as it came.
final class QuotedPrintableDecoder implements TransferDecoder {
    private enum State {
        TEXT,
        /// Behind an equals sign.
        ESCAPE,
        /// Behind an equals sign and one digit.
        DIGIT,
        /// Behind an equals sign and blanks: a soft line break, if the line ends here.
        SOFT
    }

    private State state = State.TEXT;
    private byte digit;

    static byte[] decode(byte[] in) {
        var out = new byte[in.length + SLACK];
        var decoder = new QuotedPrintableDecoder();
        int length = decoder.decode(in, 0, in.length, out);
        return Arrays.copyOf(out, decoder.leftover(out, length));
    }

    @Override
    public int decode(byte[] in, int from, int to, byte[] out) {
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = in[i];
            switch (state) {
                case TEXT -> length = text(b, out, length);
                case ESCAPE -> length = escape(b, out, length);
                case DIGIT -> length = secondDigit(b, out, length);
                case SOFT -> length = soft(b, out, length);
            }
        }
        return length;
    }

    @Override
    public int end(byte[] out) {
        return leftover(out, 0);
    }

    private int text(byte b, byte[] out, int length) {
        if (b == '=') {
            state = State.ESCAPE;
            return length;
        }
        out[length] = b;
        return length + 1;
    }

    private int escape(byte b, byte[] out, int length) {
        if (Character.digit(b, 16) >= 0) {
            digit = b;
            state = State.DIGIT;
            return length;
        }
        if (b == '\n' || b == '\r' || Ascii.blank(b)) {
            state = b == '\n' ? State.TEXT : State.SOFT;
            return length;
        }
        return text(b, out, leftover(out, length));
    }

    private int secondDigit(byte b, byte[] out, int length) {
        int low = Character.digit(b, 16);
        if (low < 0) {
            return text(b, out, leftover(out, length));
        }
        out[length] = (byte) (Character.digit(digit, 16) << 4 | low);
        state = State.TEXT;
        return length + 1;
    }

    private int soft(byte b, byte[] out, int length) {
        if (b == '\r' || Ascii.blank(b)) {
            return length;
        }
        state = State.TEXT;
        return b == '\n' ? length : text(b, out, length);
    }

    /// Writes an escape that was none.
    private int leftover(byte[] out, int length) {
        int end = length;
        if (state == State.ESCAPE || state == State.DIGIT) {
            out[end++] = '=';
        }
        if (state == State.DIGIT) {
            out[end++] = digit;
        }
        state = State.TEXT;
        return end;
    }
}
