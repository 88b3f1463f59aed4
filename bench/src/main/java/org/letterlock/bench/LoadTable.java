package org.letterlock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `bench load`: drives a server by IMAP and SMTP with real connections, and checks every byte that
/// comes back. The server is one that it starts, of which it knows the processor time, or any other.
final class LoadTable implements Measurement {
    private static final Set<String> SWITCHES = Set.of("--quick", "--json", "--insecure");
    private static final Set<String> NAMES = Set.of(
            "--dir", "--host", "--imap", "--imaps", "--smtp", "--users", "--password", "--certificate", "--only");
    private static final int CONNECTIONS = 8;

    /// A workload with how many connections it is run, and whether SMTP's port is its door.
    private record Case(Workload workload, int connections, boolean smtp) {}

    @Override
    public String summary() {
        return "IMAP and SMTP load, every byte checked [--json] [--only WORDS] [--dir DIR] (two minutes)\n"
                + "             of another server: --host HOST --imap PORT --imaps PORT --smtp PORT --users A,B,…"
                + " --password P\n"
                + "             [--certificate PEM | --insecure]; eight users, or some rows share mailboxes";
    }

    @Override
    public void run(List<String> words, PrintStream out) throws Exception {
        var arguments = new Arguments(words, SWITCHES, NAMES);
        boolean quick = arguments.has("--quick");
        if (arguments.value("--host") != null) {
            run(arguments, peer(arguments), null, out);
            return;
        }
        try (var scratch = new ScratchStore(scratchArguments(arguments));
                var server =
                        ServerProcess.create(scratch.folder().resolve("server"), List.of(), quick ? 2 : CONNECTIONS)) {
            run(arguments, server.peer(), server.cpu(), out);
        }
    }

    static List<String> scratchArguments(Arguments arguments) {
        String dir = arguments.value("--dir");
        return dir == null ? List.of() : List.of("--dir", dir);
    }

    private static Peer peer(Arguments arguments) throws IOException, GeneralSecurityException {
        String certificate = arguments.value("--certificate");
        if (certificate == null && !arguments.has("--insecure")) {
            throw new IllegalArgumentException("--certificate PEM is missing, or --insecure to trust whoever answers");
        }
        return new Peer(
                arguments.required("--host"),
                arguments.number("--imap"),
                arguments.number("--imaps"),
                arguments.number("--smtp"),
                certificate == null ? Peer.trustingAnybody() : Peer.trusting(Path.of(certificate)),
                List.of(arguments.required("--users").split(",")),
                arguments.required("--password"));
    }

    private void run(Arguments arguments, Peer peer, @Nullable ProcessCpu cpu, PrintStream out) throws Exception {
        boolean quick = arguments.has("--quick");
        var load = new Load(peer, cpu, Duration.ofMillis(quick ? 200 : 2_000), Duration.ofMillis(quick ? 500 : 2_000));
        boolean imapInTheClear = peer.imap() > 0 && ImapConnection.takesPasswordsInTheClear(peer);
        boolean imapByTls = peer.imaps() > 0 || peer.imap() > 0;
        var folders = Folders.of(quick);
        var rows = new ArrayList<Load.Row>();
        boolean json = arguments.has("--json");
        if (!json) {
            heading(out);
        }
        folders.fill(peer, imapByTls);
        for (var one : cases(folders)) {
            if (!one.workload.name().contains(arguments.value("--only", ""))) {
                continue;
            }
            for (boolean tls : new boolean[] {false, true}) {
                boolean offered = one.smtp ? peer.smtp() > 0 : tls ? imapByTls : imapInTheClear;
                if (offered) {
                    var row = load.run(one.workload, tls, one.connections);
                    rows.add(row);
                    if (!json) {
                        print(row, out);
                    }
                }
            }
        }
        folders.delete(peer, imapByTls);
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
        } else if (!imapInTheClear) {
            out.println("IMAP takes passwords through TLS only: no rows in the clear.");
        }
    }

    private static List<Case> cases(Folders folders) {
        var small = folders.many().subList(0, 500);
        var medium = folders.medium();
        var cases = new ArrayList<Case>();
        cases.add(new Case(new Workload.LogIns(), 1, false));
        cases.add(new Case(new Workload.LogIns(), CONNECTIONS, false));
        for (var letters : List.of(small, medium)) {
            cases.add(new Case(new Workload.Appends(letters, false), 1, false));
            cases.add(new Case(new Workload.Appends(letters, false), CONNECTIONS, false));
            cases.add(new Case(new Workload.Appends(letters, true), CONNECTIONS, false));
        }
        var bodies = new Workload.Bodies(folders.mediumName(), medium, 1);
        cases.add(new Case(bodies, 1, false));
        cases.add(new Case(bodies, CONNECTIONS, false));
        cases.add(new Case(new Workload.Bodies(folders.mediumName(), medium, medium.size()), 1, false));
        var large = folders.large();
        cases.add(new Case(new Workload.Bodies(folders.largeName(), large, 1), 1, false));
        cases.add(new Case(new Workload.Bodies(folders.largeName(), large, large.size()), 1, false));
        int many = folders.many().size();
        cases.add(new Case(new Workload.Envelopes(folders.manyName(), folders.many()), 1, false));
        cases.add(new Case(new Workload.Flags(folders.manyName(), many, false), 1, false));
        cases.add(new Case(new Workload.Flags(folders.manyName(), many, false), CONNECTIONS, false));
        cases.add(new Case(new Workload.Flags(folders.manyName(), many, true), 1, false));
        for (var letter : List.of(small.getFirst(), medium.getFirst())) {
            var deliveries = new Workload.Deliveries(letter);
            cases.add(new Case(deliveries, 1, true));
            cases.add(new Case(deliveries, CONNECTIONS, true));
        }
        return cases;
    }

    static void heading(PrintStream out) {
        out.printf("%-38s%-6s%6s%12s%11s%11s%17s%n", "", "", "conns", "ops/s", "p50 ms", "p99 ms", "server CPU µs/op");
    }

    static void print(Load.Row row, PrintStream out) {
        out.printf(
                "%-38s%-6s%6d%,12.1f%,11.2f%,11.2f%17s%n",
                row.workload(),
                row.transport(),
                row.connections(),
                row.perSecond(),
                row.p50Millis(),
                row.p99Millis(),
                row.cpuMicros() == null ? "-" : "%,.0f".formatted(row.cpuMicros()));
    }
}
