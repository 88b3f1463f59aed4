package org.letterlock.crypt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where this machine swaps to, and whether plaintext could lie there afterwards. Reads `/proc/swaps`
/// and `/sys/block/…/dm/uuid`; elsewhere it says that it does not know.
record Swap(Path root) {
    static Swap ofThisMachine() {
        return new Swap(Path.of("/"));
    }

    /// One line for an administrator.
    String text() {
        try {
            var unencrypted = new ArrayList<String>();
            var lines = Files.readAllLines(root.resolve("proc/swaps"));
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                String device = line.split("\\s+", 2)[0];
                if (!encrypted(device)) {
                    unencrypted.add(device);
                }
            }
            return describe(lines.size() - 1, unencrypted);
        } catch (IOException e) {
            return "unknown: make sure that swap is encrypted";
        }
    }

    private static String describe(int devices, List<String> unencrypted) {
        if (devices <= 0) {
            return "none";
        }
        return unencrypted.isEmpty()
                ? "encrypted or in memory"
                : "WARNING: swap may be unencrypted (" + String.join(", ", unencrypted)
                        + "): encrypt it, turn it off, or lock all memory";
    }

    private boolean encrypted(String device) throws IOException {
        String name = Path.of(device).getFileName().toString();
        if (name.startsWith("zram")) {
            return true;
        }
        var uuid = root.resolve("sys/block").resolve(name).resolve("dm/uuid");
        return Files.isReadable(uuid) && Files.readString(uuid).startsWith("CRYPT-");
    }
}
