package org.letterlock.server;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// Compressed data that begins anywhere in a file, found by the first bytes of its format, and looked
/// through as far as it opens, or 256 MiB. Most of what looks like a beginning is none.
final class Frames {
    private static final long MAX_BYTES = 256L << 20;
    private static final int BLOCK = 64 * 1024;
    private static final int FIRST_BYTES = 512;
    private static final int GZIP = 0x1f8b08;
    private static final int ZSTD = 0x28b52ffd;
    private static final int DEFLATE = 8;
    private static final int WINDOW_32K = 7;
    private static final int DICTIONARY = 0x20;

    private final FileChannel channel;
    private final Needles needles;
    private final Scan.Found found;
    private int lastFour;

    private interface Format {
        InputStream open(InputStream compressed) throws IOException;
    }

    Frames(FileChannel channel, Needles needles, Scan.Found found) {
        this.channel = channel;
        this.needles = needles;
        this.found = found;
    }

    /// @param offset of the first byte, in the file
    void take(byte[] bytes, int length, long offset) throws IOException {
        for (int i = 0; i < length; i++) {
            lastFour = lastFour << Byte.SIZE | bytes[i] & 0xff;
            if (lastFour == ZSTD) {
                look("zstd", offset + i - 3, ZstdInputStreamNoFinalizer::new);
            } else if ((lastFour & 0xffffff) == GZIP) {
                look("gzip", offset + i - 2, GZIPInputStream::new);
            } else if (beginsZlib(lastFour & 0xffff)) {
                look("zlib", offset + i - 1, in -> new InflaterInputStream(in));
            }
        }
    }

    /// RFC 1950 §2.2, with the window that everybody uses.
    private static boolean beginsZlib(int header) {
        return header >> 8 == (WINDOW_32K << 4 | DEFLATE) && header % 31 == 0 && (header & DICTIONARY) == 0;
    }

    private void look(String name, long offset, Format format) {
        var scan = new Scan(needles, (word, encoding) -> found.found(word, encoding + ", in " + name));
        byte[] block = new byte[BLOCK];
        try (InputStream in = format.open(new From(channel, offset))) {
            int read;
            for (long total = 0; total < MAX_BYTES && (read = in.read(block)) >= 0; total += read) {
                scan.take(block, read);
            }
        } catch (IOException e) {
            // It is no frame, or ends here; what came out of it before has been looked at.
        }
    }

    /// Fills `into` from `offset`, as far as there are bytes.
    static int read(FileChannel channel, long offset, byte[] into) throws IOException {
        var buffer = ByteBuffer.wrap(into);
        int read;
        do {
            read = channel.read(buffer, offset + buffer.position());
        } while (read > 0 && buffer.hasRemaining());
        return buffer.position();
    }

    /// A file from an offset on; reads little at first, since little is needed to see that it is no
    /// frame.
    private static final class From extends InputStream {
        private final FileChannel channel;
        private long at;
        private long most = FIRST_BYTES;

        From(FileChannel channel, long offset) {
            this.channel = channel;
            this.at = offset;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(into, from, (int) Math.min(length, most)), at);
            if (read > 0) {
                at += read;
                most = Math.min(2 * most, BLOCK);
            }
            return read;
        }
    }
}
