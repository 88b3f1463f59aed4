package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.letterlock.store.Kind;

/// Reads which values lie in a blob file, for those whose table is lost. Their write numbers are
/// not known, and deleted ones are among them.
///
/// Format: header (30), then records of key length (8) ‖ value length (8) ‖ expiration (8) ‖ masked
/// CRC-32C of these (4) ‖ masked CRC-32C of key and value (4) ‖ key ‖ value; a footer (32) that
/// begins like the header.
final class BlobRemains {
    private static final int FILE_HEADER = 30;
    private static final int HEADER = 32;
    private static final int CHECKED = 24;
    private static final int MAX_KEY_BYTES = 1024;
    /// Behind the partition; only content lies in blob files.
    private static final int KIND_AT = 16;

    private BlobRemains() {}

    static String name(long number) {
        return String.format(Locale.ROOT, "%06d.blob", number);
    }

    static void read(Path file, Remains remains, List<String> damage) throws IOException {
        try (var in = FileChannel.open(file)) {
            long at = FILE_HEADER;
            while (at + HEADER <= in.size()) {
                var header = read(in, at, HEADER);
                long keyBytes = header.getLong(0);
                long valueBytes = header.getLong(8);
                var crc = new CRC32C();
                crc.update(header.slice(0, CHECKED));
                if (LogFile.mask((int) crc.getValue()) != header.getInt(CHECKED)) {
                    if (at + HEADER < in.size()) {
                        damage.add(file + ": byte " + at + " and what follows does not read");
                    }
                    return; // The footer, or damage.
                }
                boolean possible = 0 <= keyBytes && keyBytes <= MAX_KEY_BYTES && 0 <= valueBytes;
                long end = possible && valueBytes <= in.size() ? at + HEADER + keyBytes + valueBytes : Long.MAX_VALUE;
                if (end > in.size()) {
                    damage.add(file + ": ends in the middle of a value");
                    return;
                }
                byte[] key = read(in, at + HEADER, (int) keyBytes).array();
                if (key.length <= KIND_AT || key[KIND_AT] != Kind.CONTENT.code()) {
                    damage.add(file + ": the key at byte " + at + " is damaged; its value is lost");
                    at = end;
                    continue;
                }
                remains.add(
                        key, -1, new Remains.Value.InFile(file, at + HEADER + keyBytes, Math.toIntExact(valueBytes)));
                at = end;
            }
        }
    }

    private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && in.read(bytes, at + bytes.position()) >= 0) {}
        return bytes;
    }
}
