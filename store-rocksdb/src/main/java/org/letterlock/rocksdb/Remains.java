package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What was found of a damaged database: for each key the write with the highest number. About 250
/// bytes of heap a record; values that lie in files stay there. Not thread-safe.
final class Remains {
    private final TreeMap<byte[], Found> found = new TreeMap<>(Arrays::compareUnsigned);

    /// @param sequence RocksDB's number of the write; -1 if it is not known, which any other
    ///     outdoes
    record Found(long sequence, Value value) {}

    sealed interface Value {
        /// The record was deleted.
        record Gone() implements Value {}

        record InMemory(byte[] bytes, int offset, int length) implements Value {}

        record InFile(Path file, long offset, int length) implements Value {}
    }

    void add(byte[] key, long sequence, Value value) {
        found.merge(key, new Found(sequence, value), (old, other) -> other.sequence() > old.sequence() ? other : old);
    }

    /// The highest number of any write so far.
    long last() {
        return found.values().stream().mapToLong(Found::sequence).max().orElse(0);
    }

    Map<byte[], Found> all() {
        return found;
    }

    /// @throws IOException if the file is shorter or gone
    static byte[] read(Value value) throws IOException {
        return switch (value) {
            case Value.Gone gone -> throw new IOException("there is no value");
            case Value.InMemory(var bytes, var offset, var length) ->
                Arrays.copyOfRange(bytes, offset, offset + length);
            case Value.InFile(var file, var offset, var length) -> read(file, offset, length);
        };
    }

    static byte[] read(Path file, long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        try (var in = FileChannel.open(file)) {
            while (bytes.hasRemaining() && in.read(bytes, offset + bytes.position()) >= 0) {}
        }
        if (bytes.hasRemaining()) {
            throw new IOException(file + " ends before byte " + (offset + length));
        }
        return bytes.array();
    }
}
