package org.letterlock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.letterlock.rocksdb.RocksDbEngine;
import org.letterlock.rocksdb.RocksDbOptions;

/// A folder for measured stores, `bench-store` in the working directory or what follows `--dir`;
/// removed afterwards.
final class ScratchStore implements AutoCloseable {
    private final Path folder;

    ScratchStore(List<String> arguments) throws IOException {
        int named = arguments.indexOf("--dir");
        Path parent = named < 0 ? Path.of("") : Path.of(arguments.get(named + 1));
        folder = Files.createDirectory(parent.resolve("bench-store").toAbsolutePath());
    }

    Path folder() {
        return folder;
    }

    RocksDbEngine open(String name) {
        return RocksDbEngine.open(folder.resolve(name), RocksDbOptions.defaults());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
