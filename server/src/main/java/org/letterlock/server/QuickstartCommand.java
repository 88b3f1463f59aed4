package org.letterlock.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `letterlock quickstart`: the whole server with an organization, two mailboxes and a letter.
@Command(
        name = "quickstart",
        description = "Start a whole server on this machine, send a letter through it, and show what became of it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  letterlock quickstart            stays up: use it with any mail client",
            "  letterlock quickstart --once     a guided run in a fresh folder; exit code 1 if a step failed"
        })
final class QuickstartCommand implements Callable<Integer> {
    @Option(names = "--once", description = "run the steps, stop, and exit non-zero if one failed")
    boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data folder (default: ./letterlock-data; with --once a fresh one, removed afterwards)")
    @Nullable
    Path data;

    @Option(names = "--ports", paramLabel = "fixed|random", description = "random: take free ports")
    ServeCommand.@Nullable Ports ports;

    @Override
    public Integer call() throws Exception {
        boolean fresh = once && data == null;
        Path parent = fresh ? Files.createTempDirectory("letterlock-quickstart-") : null;
        Path folder = parent != null ? parent.resolve("data") : data != null ? data : Path.of("letterlock-data");
        boolean randomPorts = ports == null ? once : ports == ServeCommand.Ports.RANDOM;
        try {
            return run(Configuration.of(null, folder, null, randomPorts));
        } finally {
            if (parent != null) {
                Folders.delete(parent);
            }
        }
    }

    private int run(Configuration configuration) throws Exception {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ServeCommand.awaitStop(stop, stopped), "stop"));
        try (var tour = new Tour(configuration, System.out)) {
            boolean passed = tour.run();
            if (once || !passed) {
                return passed ? 0 : 1;
            }
            tour.printWhatNext();
            stop.await();
            return 0;
        } finally {
            stopped.countDown();
        }
    }
}
