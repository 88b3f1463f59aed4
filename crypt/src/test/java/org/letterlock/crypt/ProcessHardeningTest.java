package org.letterlock.crypt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// In a process of its own: what it switches off stays off.
class ProcessHardeningTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNoDumpsAndSaysSo() throws Exception {
        var lines = child(List.of("-XX:+HeapDumpOnOutOfMemoryError", "-XX:+DisableAttachMechanism"), classPath());
        assertThat(lines)
                .contains(
                        "hardening.core-dumps=off (PR_SET_DUMPABLE 0, RLIMIT_CORE 0)",
                        "hardening.heap-dumps=off (HeapDumpOnOutOfMemoryError)",
                        "hardening.attach=off (DisableAttachMechanism)",
                        "heap-dump-option=false")
                .anyMatch(line -> line.matches("Max core file size +0 +0 .*"));
    }

    /// The fallback: nothing but the JDK on the class path.
    @Test
    void worksWithoutTheNativeProvider() throws Exception {
        String jdkOnly = Stream.of(classPath().split(File.pathSeparator))
                .filter(entry -> !entry.contains("AmazonCorretto"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(child(List.of(), jdkOnly))
                .anyMatch(line -> line.startsWith("crypt.pages-and-segments=SunJCE"))
                .contains("sealed-and-opened=true");
    }

    /// Where native access is forbidden, secrets still work and say that they are not locked.
    @Test
    void worksWithoutNativeAccess() throws Exception {
        assertThat(child(List.of("--illegal-native-access=deny", "--enable-native-access=java.base"), classPath()))
                .anyMatch(line -> line.contains("0 of 1 slabs locked") && line.contains("cannot be called"))
                .contains("sealed-and-opened=true");
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static List<String> child(List<String> flags, String classPath) throws IOException, InterruptedException {
        var command = Stream.of(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m"),
                        flags,
                        List.of("-cp", classPath, HardenedChild.class.getName()))
                .flatMap(List::stream)
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Arrays.asList(output.split("\n"));
    }

    /// What the child process runs.
    static final class HardenedChild {
        private HardenedChild() {}

        public static void main(String[] args) throws IOException, TamperedException {
            new ProcessHardening().apply(false).forEach(HardenedChild::print);
            var hotSpot = java.lang.management.ManagementFactory.getPlatformMXBean(
                    com.sun.management.HotSpotDiagnosticMXBean.class);
            print(
                    "heap-dump-option",
                    hotSpot.getVMOption("HeapDumpOnOutOfMemoryError").getValue());
            var place = new Place(Place.INSTANCE, Place.INSTANCE, (byte) 'T', RecordId.of(1), 0, 0);
            try (var root = Secret.random(32);
                    var sealer = Sealer.derive(root, "letterlock/1/test", new byte[0])) {
                boolean same = sealer.open(place, sealer.seal(place, new byte[9])).length == 9;
                print("sealed-and-opened", String.valueOf(same));
                CryptoProviders.process().stats().forEach(HardenedChild::print);
            }
            if (Files.isReadable(Path.of("/proc/self/limits"))) {
                Files.readAllLines(Path.of("/proc/self/limits")).forEach(System.out::println);
            }
        }

        private static void print(String name, String value) {
            System.out.println(name + "=" + value);
        }
    }
}
