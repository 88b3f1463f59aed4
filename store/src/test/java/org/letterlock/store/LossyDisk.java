package org.letterlock.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A folder that loses what was not synced, as in a power cut. A child process writes in it under a
/// preload shim (`lossydisk.c`); once it is killed, [#cut()] takes back every byte and every directory
/// entry that it had not synced. On demand, syncs and writes of the running child fail.
///
/// Limits: Linux with a C compiler, else the test is skipped. Overwritten bytes are not taken back, nor
/// removals undone; a rename that was not synced is always undone. Not thread-safe.
public final class LossyDisk {
    /// What the child's calls under the folder meet while it is on.
    public enum Fault {
        /// Writes fail, though the file system says that it has room.
        NO_SPACE("enospc"),
        /// The file system says that it has 128 MiB left.
        LITTLE_ROOM("little-room"),
        SYNC_FAILS("eio-sync");

        private final String file;

        Fault(String file) {
            this.file = file;
        }
    }

    private final Path root;
    private final Path work;
    private final Path shim;
    private int runs;
    private SyncedFiles durable;

    /// @param root the folder that loses data; it may hold some already, which counts as synced
    /// @param work a folder outside of it, for the shim and its notes
    public LossyDisk(Path root, Path work) throws IOException, InterruptedException {
        this.root = root.toRealPath();
        this.work = work.toRealPath();
        this.shim = compile(this.work);
        this.durable = SyncedFiles.found(this.root);
    }

    /// Makes the process to be started one that writes on this disk. Call it for each process anew.
    public void attach(ProcessBuilder process) throws IOException {
        durable = SyncedFiles.found(root);
        runs++;
        var environment = process.environment();
        environment.put("LD_PRELOAD", shim.toString());
        environment.put("LOSSYDISK_ROOT", root.toString());
        environment.put("LOSSYDISK_LOG", notes().toString());
        environment.put("LOSSYDISK_FAULTS", work.toString());
    }

    public void begin(Fault fault) throws IOException {
        Files.createFile(work.resolve(fault.file));
    }

    public void end(Fault fault) throws IOException {
        Files.delete(work.resolve(fault.file));
    }

    /// After the process is dead: takes back what it had not synced. Returns how many bytes and entries
    /// that were.
    public SyncedFiles.Loss cut() throws IOException {
        durable.replay(Files.readAllLines(notes()));
        return durable.restore(root, notes());
    }

    private Path notes() {
        return work.resolve("notes-" + runs);
    }

    private static Path compile(Path work) throws IOException, InterruptedException {
        Path source = work.resolve("lossydisk.c");
        try (InputStream in = LossyDisk.class.getResourceAsStream("lossydisk.c")) {
            Files.write(source, Objects.requireNonNull(in).readAllBytes());
        }
        Path shim = work.resolve("lossydisk.so");
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "the loss test needs Linux");
        Assumptions.assumeTrue(onPath("cc"), "the loss test needs a C compiler (cc) to build its preload shim");
        var command = List.of("cc", "-shared", "-fPIC", "-O1", "-o", shim.toString(), source.toString(), "-ldl");
        Process compiler = new ProcessBuilder(command).inheritIO().start();
        if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            throw new IllegalStateException("lossydisk.c does not compile");
        }
        return shim;
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    }

    static void deleteAll(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
