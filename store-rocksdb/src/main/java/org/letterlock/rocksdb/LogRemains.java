package org.letterlock.rocksdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/// Reads of a write-ahead log what is whole, also behind what is damaged. A batch is taken whole or
/// not at all.
///
/// Format: [LogFile]; a record is a batch: sequence number (8) ‖ count (4) ‖ its changes, numbered
/// one by one.
final class LogRemains {
    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int LAST = 4;
    private static final int DELETION = 0;
    private static final int VALUE = 1;
    private static final int FAMILY_DELETION = 4;
    private static final int FAMILY_VALUE = 5;
    private static final int NOTHING = 13;

    private final Remains remains;
    private final Numbers numbers;
    private final List<String> damage;
    private final Path file;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private boolean inBatch;

    private LogRemains(Path file, Remains remains, Numbers numbers, List<String> damage) {
        this.file = file;
        this.remains = remains;
        this.numbers = numbers;
        this.damage = damage;
    }

    static void read(Path file, Remains remains, Numbers numbers, List<String> damage) throws IOException {
        var reader = new LogRemains(file, remains, numbers, damage);
        var all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < all.limit(); at += BLOCK) {
            reader.block(all.slice(at, Math.min(BLOCK, all.limit() - at)).order(ByteOrder.LITTLE_ENDIAN), at);
        }
        if (reader.inBatch) {
            damage.add(file + ": its last batch has no end");
        }
    }

    private void block(ByteBuffer block, int start) {
        while (block.remaining() >= HEADER) {
            int at = block.position();
            int stored = block.getInt();
            int length = Short.toUnsignedInt(block.getShort());
            int type = block.get();
            if (stored == 0 && length == 0 && type == 0) {
                return; // Never written.
            }
            if (length > block.remaining()) {
                lost(start + at);
                return;
            }
            if (isWhole(block, at, length, stored)) {
                fragment(type, block, length);
            } else {
                lost(start + at);
            }
            block.position(at + HEADER + length);
        }
    }

    private void lost(int at) {
        damage.add(file + ": byte " + at + " and what follows does not read");
        inBatch = false;
        batch.reset();
    }

    private static boolean isWhole(ByteBuffer block, int at, int length, int stored) {
        var crc = new CRC32C();
        crc.update(block.slice(at + HEADER - 1, 1 + length));
        return LogFile.mask((int) crc.getValue()) == stored;
    }

    private void fragment(int type, ByteBuffer block, int length) {
        if (type == FULL || type == FIRST) {
            batch.reset();
            inBatch = true;
        }
        if (!inBatch || type > LAST) {
            return;
        }
        var bytes = new byte[length];
        block.get(block.position(), bytes);
        batch.writeBytes(bytes);
        if (type == FULL || type == LAST) {
            inBatch = false;
            batch(batch.toByteArray());
        }
    }

    private void batch(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            long first = in.getLong();
            int count = in.getInt();
            long next = first;
            while (in.hasRemaining()) {
                next += change(in, bytes, next);
            }
            if (next - first == count) {
                numbers.add(first, count);
                return;
            }
            damage.add(file + ": the batch of write " + first + " has " + (next - first) + " changes, not " + count);
        } catch (BufferUnderflowException e) {
            damage.add(file + ": a batch does not read");
        }
    }

    private int change(ByteBuffer in, byte[] bytes, long sequence) {
        int tag = in.get();
        if (tag == NOTHING) {
            return 0;
        }
        if (tag == FAMILY_DELETION || tag == FAMILY_VALUE) {
            Varint.read(in);
        } else if (tag != DELETION && tag != VALUE) {
            throw new BufferUnderflowException(); // Letterlock writes no such change.
        }
        byte[] key = Varint.bytes(in);
        if (tag == DELETION || tag == FAMILY_DELETION) {
            remains.add(key, sequence, new Remains.Value.Gone());
        } else {
            int length = Varint.length(in);
            remains.add(key, sequence, new Remains.Value.InMemory(bytes, in.position(), length));
            in.position(in.position() + length);
        }
        return 1;
    }
}
