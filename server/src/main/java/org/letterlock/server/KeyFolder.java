package org.letterlock.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/// The rule that root keys and data lie apart.
final class KeyFolder {
    private static final System.Logger LOG = System.getLogger(KeyFolder.class.getName());

    private KeyFolder() {}

    /// @throws CommandException if one folder contains the other, links followed
    static void requireApart(Path keys, Path data) throws IOException, CommandException {
        Path realKeys = real(keys);
        Path realData = real(data);
        if (realKeys.startsWith(realData) || realData.startsWith(realKeys)) {
            throw new CommandException("the root keys (" + keys + ") and the data (" + data
                    + ") may not lie one inside the other: whoever copies one would have both. Give another --keys.");
        }
        if (Files.getFileStore(existing(realKeys)).equals(Files.getFileStore(existing(realData)))) {
            LOG.log(
                    Level.WARNING,
                    "root keys and data are on one file system: a thief of the disk has both; consider --keys elsewhere");
        }
    }

    /// The path with the links of its existing part followed.
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = existing(absolute);
        return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    }

    /// The nearest folder of a path that is there.
    static Path existing(Path path) {
        Path at = path;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
