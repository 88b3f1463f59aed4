package org.letterlock.bench;

import java.io.PrintStream;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// `bench mime`: parsing letters, as time and as MB/s; the best iteration of each case.
final class MimeTable implements Measurement {
    @Override
    public String summary() {
        return "parsing letters of 2 KiB, 50 KiB and 1 MiB (JMH, half a minute)";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws RunnerException {
        boolean quick = arguments.contains("--quick");
        var options = new OptionsBuilder()
                .include("\\." + MimeBench.class.getSimpleName() + "\\.")
                .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .warmupIterations(quick ? 2 : 8)
                .measurementIterations(quick ? 3 : 20)
                .warmupTime(TimeValue.milliseconds(400))
                .measurementTime(TimeValue.milliseconds(100))
                .build();
        out.printf("%-18s%12s%12s%12s%n", "", "bytes", "µs", "MB/s");
        for (RunResult result : new Runner(options).run()) {
            double nanos = result.getAggregatedResult().getIterationResults().stream()
                    .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                    .min()
                    .orElseThrow();
            int size = Integer.parseInt(result.getParams().getParam("size"));
            String name = result.getPrimaryResult().getLabel();
            out.printf("%-18s%,12d%,12.1f%,12.0f%n", name, size, nanos / 1_000, size / nanos * 1_000);
        }
    }
}
