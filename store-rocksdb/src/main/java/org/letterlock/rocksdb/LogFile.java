package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// RocksDB's log format, in which its manifest is written: blocks of 32 KiB; in each, records of
/// masked CRC-32C (4) ‖ length (2) ‖ type (1) ‖ data, all little-endian; less than 7 bytes at a
/// block's end are zeros.
final class LogFile {
    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int RECYCLABLE_FROM = 5;
    private static final int MASK_DELTA = 0xa282ead8;

    private LogFile() {}

    /// Whether the first `size` bytes are there and consist of records with right checksums.
    static boolean isWhole(Path file, long size) throws IOException {
        if (Files.size(file) < size) {
            return false;
        }
        var block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        try (var in = FileChannel.open(file)) {
            for (long at = 0; at < size; at += BLOCK) {
                block.clear().limit((int) Math.min(BLOCK, size - at));
                while (block.hasRemaining() && in.read(block, at + block.position()) >= 0) {}
                if (!isWholeBlock(block.flip())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isWholeBlock(ByteBuffer block) {
        while (block.remaining() >= HEADER) {
            int stored = block.getInt();
            int length = Short.toUnsignedInt(block.getShort());
            int type = block.get(block.position());
            if (type >= RECYCLABLE_FROM || length >= block.remaining()) {
                return false;
            }
            var crc = new CRC32C();
            crc.update(block.slice(block.position(), 1 + length));
            if (mask((int) crc.getValue()) != stored) {
                return false;
            }
            block.position(block.position() + 1 + length);
        }
        while (block.hasRemaining()) {
            if (block.get() != 0) {
                return false;
            }
        }
        return true;
    }

    /// How RocksDB keeps a CRC-32C.
    static int mask(int crc) {
        return Integer.rotateRight(crc, 15) + MASK_DELTA;
    }
}
