package org.letterlock.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// `bench crypt`: what sealing costs beyond the cipher itself, as MB/s and as the share of the faster
/// raw provider's speed.
final class SealTable implements Measurement {
    /// The heap is touched before the clock runs: on a virtual machine the first touch of a page can
    /// cost more than sealing it.
    private static final String[] FLAGS = {
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xms512m",
        "-Xmx512m",
        "-XX:+AlwaysPreTouch"
    };

    private static final List<Integer> SIZES = List.of(1_024, 65_536, 1_048_576);

    /// A benchmark's name and size.
    private record Case(String name, int size) {}

    @Override
    public String summary() {
        return "sealing and opening against the raw provider (JMH, about a minute and a half)";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws RunnerException {
        var results = new Runner(options(arguments.contains("--quick"))).run();
        var nanos = fastest(results);
        out.println("MB/s and the share of the faster raw provider's speed; one thread");
        out.printf("%-22s%20s%20s%20s%n", "", "1 KiB", "64 KiB", "1 MiB");
        for (String direction : List.of("Seal", "Open")) {
            for (String provider : List.of("SunJCE", "AmazonCorrettoCryptoProvider")) {
                row(out, nanos, direction, "raw" + direction + "/" + provider, shortName(provider));
            }
            row(out, nanos, direction, "record" + direction, "record");
            row(out, nanos, direction, "stream" + direction, "stream");
        }
    }

    private static Options options(boolean quick) {
        return new OptionsBuilder()
                .include("\\." + SealBench.class.getSimpleName() + "\\.")
                .jvmArgsAppend(FLAGS)
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .warmupIterations(quick ? 1 : 4)
                .measurementIterations(quick ? 3 : 10)
                .warmupTime(TimeValue.milliseconds(400))
                .measurementTime(TimeValue.milliseconds(100))
                .build();
    }

    /// The best iteration of each case, in nanoseconds: the figure that a busy machine disturbs least.
    /// The raw provider's name is part of a case; `raw…` alone is the faster of them.
    private static Map<Case, Double> fastest(Collection<RunResult> results) {
        var nanos = new HashMap<Case, Double>();
        for (var result : results) {
            String name = result.getPrimaryResult().getLabel();
            int size = Integer.parseInt(result.getParams().getParam("size"));
            double best = result.getAggregatedResult().getIterationResults().stream()
                    .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                    .min()
                    .orElseThrow();
            nanos.merge(new Case(name, size), best, Math::min);
            String provider = result.getParams().getParam("provider");
            if (provider != null) {
                nanos.put(new Case(name + "/" + provider, size), best);
            }
        }
        return nanos;
    }

    private static void row(PrintStream out, Map<Case, Double> nanos, String direction, String name, String shown) {
        var line = new StringBuilder("%-22s".formatted(direction.toLowerCase(Locale.ROOT) + " " + shown));
        for (int size : SIZES) {
            Double mine = nanos.get(new Case(name, size));
            Double raw = nanos.get(new Case("raw" + direction, size));
            line.append(
                    mine == null || raw == null
                            ? "%20s".formatted("-")
                            : "%20s".formatted("%,.0f (%.0f %%)".formatted(size / mine * 1_000, 100 * raw / mine)));
        }
        out.println(line);
    }

    private static String shortName(String provider) {
        return provider.equals("SunJCE") ? "raw JDK" : "raw Corretto";
    }
}
