package org.letterlock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// `bench sealing`: what sealing costs the whole server, as processor time for one operation with
/// sealing on and with a sealer that does nothing.
///
/// There is no switch for that in the product: the second server finds other classes of the names
/// `Sealer` and `SealedStream` first on its class path (`src/noop`). Both run at once and take turns;
/// medians of the rounds are compared.
final class SealingTable implements Measurement {
    private static final String COLD = "cold open of 10,000: first SELECT after a restart";

    /// @param ratio of the medians
    record Row(String workload, int rounds, double sealedMicros, double noopMicros, double ratio) {}

    @Override
    public String summary() {
        return "server CPU with sealing on against a no-op sealer [--json] [--dir DIR] (three minutes)";
    }

    @Override
    public void run(List<String> words, PrintStream out) throws Exception {
        var arguments = new Arguments(words, Set.of("--quick", "--json"), Set.of("--dir"));
        boolean quick = arguments.has("--quick");
        try (var scratch = new ScratchStore(LoadTable.scratchArguments(arguments));
                var sealed = ServerProcess.create(scratch.folder().resolve("sealed"), List.of(), 1);
                var noop = ServerProcess.create(scratch.folder().resolve("noop"), List.of(noopClasses()), 1)) {
            var folders = Folders.of(quick);
            folders.fill(sealed.peer(), true);
            folders.fill(noop.peer(), true);
            var rows = new ArrayList<Row>();
            for (var workload : workloads(folders)) {
                rows.add(compare(workload, List.of(sealed, noop), quick));
            }
            rows.add(cold(folders, List.of(sealed, noop), quick ? 3 : 5));
            if (arguments.has("--json")) {
                out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
            } else {
                print(rows, out);
            }
        }
    }

    /// Beside this class's own folder, where the build puts them.
    static Path noopClasses() throws URISyntaxException {
        Path own = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path found = own.resolveSibling("noop");
        if (!Files.exists(found.resolve("org/letterlock/crypt/Sealer.class"))) {
            throw new IllegalStateException("the classes that do not seal are not in " + found + ": build bench first");
        }
        return found;
    }

    private static List<Workload> workloads(Folders folders) {
        return List.of(
                new Workload.Bodies(
                        folders.mediumName(), folders.medium(), folders.medium().size()),
                new Workload.Bodies(
                        folders.largeName(), folders.large(), folders.large().size()),
                new Workload.Envelopes(folders.manyName(), folders.many()));
    }

    private static Row compare(Workload workload, List<ServerProcess> servers, boolean quick) throws Exception {
        int rounds = quick ? 3 : 7;
        var warm = Duration.ofSeconds(quick ? 1 : 5);
        var time = Duration.ofMillis(quick ? 500 : 1_000);
        for (var server : servers) {
            new Load(server.peer(), server.cpu(), warm, time).run(workload, true, 1);
        }
        var micros = new double[servers.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < servers.size(); i++) {
                var load = new Load(servers.get(i).peer(), servers.get(i).cpu(), Duration.ZERO, time);
                Double cpu = load.run(workload, true, 1).cpuMicros();
                micros[i][round] = cpu == null ? Double.NaN : cpu;
            }
        }
        return row(workload.name(), micros);
    }

    /// Restarts each server, logs in, and measures the first SELECT of the large folder alone.
    private static Row cold(Folders folders, List<ServerProcess> servers, int rounds) throws Exception {
        var micros = new double[servers.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < servers.size(); i++) {
                var server = servers.get(i);
                server.restart();
                try (var connection = ImapConnection.open(server.peer(), true, 0)) {
                    long before = server.cpu().nanos();
                    String answer = connection.answer("SELECT " + folders.manyName());
                    micros[i][round] = (server.cpu().nanos() - before) / 1e3;
                    if (!answer.contains("* " + folders.many().size() + " EXISTS")) {
                        throw new WrongAnswerException("SELECT was answered " + answer.strip());
                    }
                }
            }
        }
        return row(COLD, micros);
    }

    private static Row row(String name, double[][] micros) {
        double sealed = median(micros[0]);
        double noop = median(micros[1]);
        return new Row(name, micros[0].length, sealed, noop, sealed / noop);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(List<Row> rows, PrintStream out) {
        out.println(
                "server CPU for one operation, µs, IMAP through TLS, one connection; medians of alternating rounds");
        out.printf("%-52s%8s%14s%14s%9s%n", "", "rounds", "sealed", "no-op", "ratio");
        for (var row : rows) {
            out.printf(
                    "%-52s%8d%,14.1f%,14.1f%9.2f%n",
                    row.workload, row.rounds, row.sealedMicros, row.noopMicros, row.ratio);
        }
    }
}
