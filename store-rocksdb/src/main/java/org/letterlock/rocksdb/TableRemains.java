package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads of a table those blocks that are whole: by its index, or, where that is damaged, one after
/// the other from the beginning, since each block's checksum tells where it ends.
///
/// Format (RocksDB's block-based table, version 5, CRC-32C, not compressed): data blocks, filter,
/// index, properties, metaindex, footer; behind each block its type (1, here always 0) and masked
/// checksum (4). A block: entries of shared length, own length, value length (varints), own part of
/// the key, value; restart points (4 each) and their number (4). A key ends with its number and
/// kind of write (8).
final class TableRemains {
    private static final long MAGIC = 0x88e241b785f4cff7L;
    private static final int FOOTER = 53;
    private static final int TRAILER = 5;
    private static final int MAX_BLOCK = 32 << 20;
    private static final int DELETION = 0;
    private static final int VALUE = 1;
    private static final int BLOB = 0x11;

    private final Path file;
    private final ByteBuffer all;
    private final Remains remains;
    private final List<String> damage;

    private record Handle(long offset, long size) {}

    private TableRemains(Path file, ByteBuffer all, Remains remains, List<String> damage) {
        this.file = file;
        this.all = all;
        this.remains = remains;
        this.damage = damage;
    }

    static void read(Path file, Remains remains, List<String> damage) throws IOException {
        try (var in = FileChannel.open(file)) {
            var all = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size()).order(ByteOrder.LITTLE_ENDIAN);
            new TableRemains(file, all, remains, damage).run();
        }
    }

    private void run() {
        @Nullable List<Handle> blocks = index();
        if (blocks == null) {
            damage.add(file + ": its index does not read; its blocks were looked for one by one");
            scan();
            return;
        }
        int lost = 0;
        for (Handle block : blocks) {
            if (!isWhole(block) || !entries(block)) {
                lost++;
            }
        }
        if (lost > 0) {
            damage.add(file + ": " + lost + " of " + blocks.size() + " blocks of records do not read");
        }
    }

    /// The data blocks, or null if the way to them is damaged.
    private @Nullable List<Handle> index() {
        try {
            int footer = all.limit() - FOOTER;
            if (footer < 0 || all.getLong(all.limit() - Long.BYTES) != MAGIC) {
                return null;
            }
            var handles = all.duplicate().position(footer + 1);
            handle(handles);
            Handle index = handle(handles);
            if (!isWhole(index)) {
                return null;
            }
            var blocks = new ArrayList<Handle>();
            ByteBuffer block = block(index);
            while (block.hasRemaining()) {
                Varint.read(block); // Each entry stands for itself: nothing is shared.
                int own = Varint.length(block);
                block.position(block.position() + own);
                blocks.add(handle(block));
            }
            return blocks;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Handle handle(ByteBuffer in) {
        return new Handle(Varint.read(in), Varint.read(in));
    }

    /// A block's entries, without what stands behind them.
    private ByteBuffer block(Handle handle) {
        var block = all.slice((int) handle.offset, (int) handle.size).order(ByteOrder.LITTLE_ENDIAN);
        int restarts = block.getInt(block.limit() - Integer.BYTES) & 0x7fff_ffff;
        return block.limit(Math.subtractExact(block.limit(), Math.multiplyExact(Integer.BYTES, restarts + 1)));
    }

    private boolean isWhole(Handle handle) {
        long end = handle.offset + handle.size + TRAILER;
        if (handle.offset < 0 || handle.size < Integer.BYTES || handle.size > MAX_BLOCK || end > all.limit()) {
            return false;
        }
        var crc = new CRC32C();
        crc.update(all.slice((int) handle.offset, (int) handle.size + 1));
        return LogFile.mask((int) crc.getValue()) == all.getInt((int) (handle.offset + handle.size + 1));
    }

    /// From the beginning, as long as one whole data block follows the other.
    private void scan() {
        for (int at = 0; at >= 0 && at < all.limit(); ) {
            int size = size(at);
            at = size < 0 || !entries(new Handle(at, size)) ? -1 : at + size + TRAILER;
        }
    }

    /// How long the block that begins here is, or -1 if none does.
    private int size(int start) {
        var crc = new CRC32C();
        int end = Math.min(all.limit() - TRAILER, start + MAX_BLOCK);
        for (int at = start; at <= end; at++) {
            crc.update(all.get(at));
            boolean may = at - start > Integer.BYTES && all.get(at) == 0;
            if (may && LogFile.mask((int) crc.getValue()) == all.getInt(at + 1)) {
                return at - start;
            }
        }
        return -1;
    }

    /// False if this is no block of records.
    private boolean entries(Handle handle) {
        var found = new Remains();
        try {
            ByteBuffer block = block(handle);
            byte[] key = new byte[0];
            while (block.hasRemaining()) {
                int shared = (int) Varint.read(block);
                int own = Varint.length(block);
                int length = (int) Varint.read(block);
                boolean fits = 0 <= shared && shared <= key.length && 0 <= own && 0 <= length;
                if (!fits || own > block.remaining() - length || shared + own < Long.BYTES + 16) {
                    return false;
                }
                byte[] next = Arrays.copyOf(key, shared + own);
                block.get(next, shared, own);
                key = next;
                entry(found, key, handle.offset + block.position(), block.slice(block.position(), length));
                block.position(block.position() + length);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        } catch (ArithmeticException | NegativeArraySizeException e) {
            return false;
        }
        found.all().forEach((key, record) -> remains.add(key, record.sequence(), record.value()));
        return true;
    }

    private void entry(Remains found, byte[] internal, long at, ByteBuffer value) {
        int end = internal.length - Long.BYTES;
        long trailer = ByteBuffer.wrap(internal).order(ByteOrder.LITTLE_ENDIAN).getLong(end);
        byte[] key = Arrays.copyOf(internal, end);
        long sequence = trailer >>> 8;
        switch ((int) (trailer & 0xff)) {
            case DELETION -> found.add(key, sequence, new Remains.Value.Gone());
            case VALUE -> found.add(key, sequence, new Remains.Value.InFile(file, at, value.limit()));
            case BLOB -> found.add(key, sequence, blob(value));
            default -> throw new IllegalArgumentException("a kind of write that Letterlock does not use");
        }
    }

    /// Kind (1) ‖ file number, offset and size (varints) ‖ compression (1).
    private Remains.Value blob(ByteBuffer index) {
        index.get();
        long number = Varint.read(index);
        long offset = Varint.read(index);
        long size = Varint.read(index);
        return new Remains.Value.InFile(file.resolveSibling(BlobRemains.name(number)), offset, Math.toIntExact(size));
    }
}
