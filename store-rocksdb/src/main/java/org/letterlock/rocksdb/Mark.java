package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.letterlock.store.StoreException;

/// The file SEQUENCE: how far the database is known to be durable, so that a write-ahead log that lost
/// its end is told from one that ended there. Its bytes are in `docs/formats/store-folder.md`.
///
/// It is overwritten in place (28 bytes, so within one disk sector) after every synced commit, but
/// synced itself only about once a second: after a killed process it is exact, after a power cut it may
/// be a second old. Not thread-safe.
final class Mark implements AutoCloseable {
    static final String NAME = "SEQUENCE";
    private static final int MAGIC = 0x4c4c5351; // LLSQ
    private static final byte FORMAT = 1;
    private static final int BYTES = 28;

    /// @param clean     the store was closed in good order and has not been opened since
    /// @param sequence  RocksDB's sequence number up to which all is durable
    /// @param inventory the checksum of the inventory, if clean
    record Content(boolean clean, long sequence, long inventory) {
        byte[] encode() {
            var out = ByteBuffer.allocate(BYTES)
                    .putInt(MAGIC)
                    .put(FORMAT)
                    .put((byte) (clean ? 1 : 0))
                    .putShort((short) 0)
                    .putLong(sequence)
                    .putLong(inventory);
            return out.putInt(checksum(out.array())).array();
        }

        static Content decode(byte[] bytes) {
            var in = ByteBuffer.wrap(bytes);
            boolean whole = bytes.length == BYTES
                    && in.getInt(BYTES - Integer.BYTES) == checksum(bytes)
                    && in.getInt() == MAGIC
                    && in.get() == FORMAT;
            if (!whole) {
                throw new StoreException.Corrupt("the file " + NAME + " is damaged");
            }
            boolean clean = in.get() == 1;
            in.getShort();
            return new Content(clean, in.getLong(), in.getLong());
        }

        private static int checksum(byte[] bytes) {
            var crc = new CRC32C();
            crc.update(bytes, 0, BYTES - Integer.BYTES);
            return (int) crc.getValue();
        }
    }

    private final FileChannel file;
    private boolean unsynced;

    private Mark(FileChannel file) {
        this.file = file;
    }

    static Content read(Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        if (!Files.isRegularFile(path) || Files.size(path) != BYTES) {
            throw new StoreException.Corrupt(path + " is missing or has another size than " + BYTES + " bytes");
        }
        return Content.decode(Files.readAllBytes(path));
    }

    /// Opens the file, or creates it; the caller syncs the folder.
    static Mark open(Path folder) throws IOException {
        return new Mark(FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    void write(Content content) throws IOException {
        var bytes = ByteBuffer.wrap(content.encode());
        for (int at = 0; bytes.hasRemaining(); ) {
            at += file.write(bytes, at);
        }
        unsynced = true;
    }

    void sync() throws IOException {
        if (unsynced) {
            file.force(false);
            unsynced = false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
