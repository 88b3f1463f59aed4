package org.letterlock.mailbox;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;

/// One line of a content's chunk table: how up to 64 KiB of the message are kept. Eight bytes: kind
/// (1), line length in units of four characters (1), length in the message (3), length in the payload
/// (3).
///
/// Kind: bit 0 compressed with zstd, bit 1 base64 kept decoded, bit 2 its lines end with CR LF, bit 3
/// the last line is ended.
///
/// @param lines  the shape to encode with, null if the bytes are the message's own
/// @param length bytes of the message
/// @param stored bytes of the payload
record Chunk(boolean compressed, @Nullable Base64Lines lines, int length, int stored) {
    static final int MAX_BYTES = 64 * 1024;
    static final int TABLE_LINE = 8;

    /// Whether the payload holds the message's own bytes.
    boolean asItIs() {
        return !compressed && lines == null;
    }

    void encode(ByteBuffer table) {
        int kind = (compressed ? 1 : 0) | (lines == null ? 0 : 2 | lines.bits() << 2);
        table.put((byte) kind);
        table.put((byte) (lines == null ? 0 : lines.lineChars() / 4));
        put24(table, length);
        put24(table, stored);
    }

    static Chunk decode(ByteBuffer table) throws TamperedException {
        int kind = table.get();
        int quads = table.get() & 0xff;
        int length = get24(table);
        int stored = get24(table);
        if (kind >>> 4 != 0 || length == 0 || length > MAX_BYTES || stored == 0 || stored > length) {
            throw Decoder.malformed();
        }
        var lines = (kind & 2) == 0 ? null : Base64Lines.of(kind >>> 2, quads);
        if ((kind & 3) == 0 && stored != length) {
            throw Decoder.malformed();
        }
        return new Chunk((kind & 1) != 0, lines, length, stored);
    }

    private static void put24(ByteBuffer table, int value) {
        table.put((byte) (value >>> 16)).putShort((short) value);
    }

    private static int get24(ByteBuffer table) {
        return (table.get() & 0xff) << 16 | table.getShort() & 0xffff;
    }
}
