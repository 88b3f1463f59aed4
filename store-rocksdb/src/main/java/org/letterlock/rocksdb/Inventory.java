package org.letterlock.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.letterlock.store.StoreException;

/// The file INVENTORY, written when a store is closed in good order: every file with its size, and a
/// checksum of those that RocksDB does not check block by block itself (manifest, CURRENT, OPTIONS,
/// IDENTITY, logs).
final class Inventory {
    static final String NAME = "INVENTORY";
    private static final String HEADER = "letterlock-inventory 1";
    private static final Set<String> LEFT_OUT = Set.of(NAME, Mark.NAME, "LOCK");
    private static final int MAX_BYTES = 64 << 20;

    private Inventory() {}

    /// Writes and syncs the inventory, and returns its checksum for the [Mark].
    static long write(Path folder) throws IOException {
        var lines = new ArrayList<String>(List.of(HEADER));
        for (Path file : files(folder)) {
            lines.add(line(file));
        }
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (var out = FileChannel.open(
                folder.resolve(NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                out.write(rest);
            }
            out.force(true);
        }
        return checksum(bytes);
    }

    /// Names every file that is gone or has another size or content than when the store was closed.
    static List<String> check(Path folder, long expectedChecksum) throws IOException {
        Path path = folder.resolve(NAME);
        if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
            return List.of(path + " is missing or too large");
        }
        byte[] bytes = Files.readAllBytes(path);
        if (checksum(bytes) != expectedChecksum) {
            return List.of(path + " is damaged");
        }
        var wrong = new ArrayList<String>();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (String line : lines.subList(1, lines.size())) {
            Path file = folder.resolve(line.substring(0, line.indexOf(' ')));
            if (!Files.isRegularFile(file)) {
                wrong.add(file + " is missing");
            } else if (!line(file).equals(line)) {
                wrong.add(file + " is not what was written");
            }
        }
        return wrong;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !LEFT_OUT.contains(name(file))).sorted().toList();
        }
    }

    private static String line(Path file) throws IOException {
        String name = name(file);
        boolean checkedByBlocks = name.endsWith(".sst") || name.endsWith(".blob");
        return name + " " + Files.size(file) + " " + (checkedByBlocks ? "-" : Long.toHexString(checksum(file)));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            throw new StoreException("a file without a name: " + file);
        }
        return name.toString();
    }

    private static long checksum(Path file) throws IOException {
        var crc = new CRC32C();
        var buffer = ByteBuffer.allocate(1 << 16);
        try (var in = FileChannel.open(file)) {
            while (in.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
        }
        return crc.getValue();
    }

    private static long checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }
}
