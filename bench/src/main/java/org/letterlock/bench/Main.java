package org.letterlock.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// `bench SUBCOMMAND [--quick]`: measurements of this machine. Figures that count go into
/// `docs/performance.md`.
public final class Main {
    private static final SortedMap<String, Measurement> MEASUREMENTS = new TreeMap<>();

    static {
        MEASUREMENTS.put("append", new AppendTable());
        MEASUREMENTS.put("content", new ContentTable());
        MEASUREMENTS.put("crypt", new SealTable());
        MEASUREMENTS.put("load", new LoadTable());
        MEASUREMENTS.put("mailbox", new MailboxTable());
        MEASUREMENTS.put("mime", new MimeTable());
        MEASUREMENTS.put("sealing", new SealingTable());
        MEASUREMENTS.put("all", new Everything(new TreeMap<>(MEASUREMENTS)));
    }

    private Main() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("--help")) {
            usage(System.out);
            return;
        }
        var measurement = args.length == 0 ? null : MEASUREMENTS.get(args[0]);
        if (measurement == null) {
            usage(System.err);
            System.exit(2);
            return;
        }
        try {
            measurement.run(List.of(args).subList(1, args.length), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println("bench " + args[0] + ": " + e.getMessage());
            usage(System.err);
            System.exit(2);
        }
    }

    private static void usage(PrintStream out) {
        out.println("usage: bench SUBCOMMAND [--quick]     (--quick: a rough answer, in a fraction of the time)");
        MEASUREMENTS.forEach((name, measurement) -> out.printf("  %-10s %s%n", name, measurement.summary()));
    }
}
