package org.letterlock.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Decodes bytes of a charset piece by piece. Bytes that the charset does not have are taken as ISO
/// 8859-1, one by one: so text of a wrong or missing charset stays readable as far as it can. Not
/// thread-safe.
final class CharsetReader {
    /// No charset of the JDK leaves more bytes undecoded at a piece's end.
    private static final int CARRY = 64;

    private final CharsetDecoder decoder;
    private byte[] carry = new byte[0];

    /// @param charset null if it is unknown: then it is UTF-8, as US-ASCII is too
    CharsetReader(@Nullable Charset charset) {
        Charset known = charset == null || charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        this.decoder = known.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    void read(byte[] bytes, int length, StringBuilder out) {
        decode(bytes, length, false, out);
    }

    void end(StringBuilder out) {
        CharBuffer chars = decode(carry, 0, true, out);
        decoder.flush(chars);
        out.append(chars.flip());
        decoder.reset();
    }

    private CharBuffer decode(byte[] bytes, int length, boolean last, StringBuilder out) {
        ByteBuffer in = joined(bytes, length);
        CharBuffer chars = CharBuffer.allocate(Math.max(16, (int) (in.remaining() * decoder.maxCharsPerByte()) + 4));
        CoderResult result = decoder.decode(in, chars, last);
        while (result.isError() || result.isOverflow()) {
            out.append(chars.flip());
            chars.clear();
            for (int i = result.isError() ? result.length() : 0; i > 0; i--) {
                out.append((char) (in.get() & 0xff));
            }
            result = decoder.decode(in, chars, last);
        }
        out.append(chars.flip());
        chars.clear();
        carry = new byte[Math.min(CARRY, in.remaining())];
        in.get(carry);
        return chars;
    }

    private ByteBuffer joined(byte[] bytes, int length) {
        if (carry.length == 0) {
            return ByteBuffer.wrap(bytes, 0, length);
        }
        ByteBuffer joined = ByteBuffer.allocate(carry.length + length);
        joined.put(carry);
        joined.put(bytes, 0, length);
        carry = new byte[0];
        return joined.flip();
    }
}
