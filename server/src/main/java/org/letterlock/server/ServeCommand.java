package org.letterlock.server;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `letterlock serve`: runs until SIGTERM or SIGINT.
@Command(
        name = "serve",
        description = "Run the server until it is told to stop (SIGTERM, Ctrl-C).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  letterlock serve                                  data in ./letterlock-data",
            "  letterlock serve --data /var/lib/letterlock --keys /etc/letterlock/keys",
            "  letterlock serve --data /tmp/try --ports random   see /tmp/try/run/endpoints.json",
            "",
            "A configuration file holds lines 'name = value': data, keys, region, account-id, host, host-name, smtp-port,",
            "submission-port, imap-port, imaps-port, https-port, tls-certificate, mailbox-memory-mib,",
            "disk-reserve-mib (disk space that letters may not take: 256, but on a small disk a tenth of it)."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    Installation installation = new Installation();

    @Option(
            names = "--ports",
            paramLabel = "fixed|random",
            description = "random: take free ports (default: ${DEFAULT-VALUE})",
            defaultValue = "fixed")
    Ports ports = Ports.FIXED;

    enum Ports {
        FIXED,
        RANDOM
    }

    @Override
    public Integer call() throws Exception {
        Logging.tellMore();
        Configuration configuration = installation.configuration(ports == Ports.RANDOM);
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitStop(stop, stopped), "stop"));
        try (Server server = Server.start(configuration)) {
            Endpoints at = server.endpoints();
            System.out.println("letterlock serves " + configuration.data());
            System.out.println("  smtp " + at.smtp() + "  submission " + at.submission() + "  imap " + at.imap()
                    + "  imaps " + at.imaps() + "  https " + at.https());
            stop.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /// The process ends when its shutdown hooks have: this one holds it until the server is closed.
    static void awaitStop(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
