package org.letterlock.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// Keeps every file that a process writes from disappearing, and a list of them, by a preload shim
/// (`keepfiles.c`). Where there is no C compiler nothing is kept, and a sweep sees only what is there at
/// the end.
record KeptFiles(Path folder, Map<String, String> environment) {
    /// @param folder outside of where the process writes; on the same file system
    static KeptFiles in(Path folder) throws Exception {
        Files.createDirectories(folder);
        Path compiler = Path.of("/usr/bin/cc");
        if (!Files.isExecutable(compiler) || !System.getProperty("os.name").equals("Linux")) {
            return new KeptFiles(folder, Map.of());
        }
        Path source = folder.resolve("keepfiles.c");
        Path shim = folder.resolve("keepfiles.so");
        try (InputStream in = KeptFiles.class.getResourceAsStream("keepfiles.c")) {
            Files.write(source, Objects.requireNonNull(in).readAllBytes());
        }
        Tool.Result compiled = Tool.run(
                folder,
                Map.of(),
                "",
                compiler.toString(),
                "-shared",
                "-fPIC",
                "-O1",
                "-o",
                shim.toString(),
                source.toString(),
                "-ldl");
        if (compiled.exit() != 0) {
            throw new IllegalStateException(compiled.output());
        }
        return new KeptFiles(folder, Map.of("LD_PRELOAD", shim.toString(), "KEEPFILES", folder.toString()));
    }

    /// Every path that was ever opened for writing.
    List<Path> opened() throws IOException {
        Path list = folder.resolve("opened");
        return Files.exists(list)
                ? new TreeSet<>(Files.readAllLines(list)).stream().map(Path::of).toList()
                : List.of();
    }
}
