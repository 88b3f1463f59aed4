package org.letterlock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// `bench all`: every other measurement, one after the other, with the machine and its load.
final class Everything implements Measurement {
    private final Map<String, Measurement> measurements;

    /// @param measurements those that there are, by name, in the order they run in
    Everything(Map<String, Measurement> measurements) {
        this.measurements = measurements;
    }

    @Override
    public String summary() {
        return "all of these, with the machine and its load [--dir DIR]";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        out.println(LocalDate.now(ZoneOffset.UTC) + ", " + machine());
        for (var each : measurements.entrySet()) {
            String command = (each.getKey() + " " + String.join(" ", arguments)).strip();
            out.printf("%n== bench %s (load %.2f)%n", command, load());
            each.getValue().run(arguments, out);
        }
        out.printf("%nload at the end %.2f%n", load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String machine() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = !Files.isReadable(cpus)
                ? System.getProperty("os.arch")
                : Files.readAllLines(cpus).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
        return Runtime.getRuntime().availableProcessors() + " cores of " + model + ", " + System.getProperty("os.name")
                + " " + System.getProperty("os.version") + ", " + System.getProperty("java.vendor.version");
    }
}
