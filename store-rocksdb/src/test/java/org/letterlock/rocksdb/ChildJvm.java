package org.letterlock.rocksdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts another JVM with this one's class path.
final class ChildJvm {
    private ChildJvm() {}

    static ProcessBuilder of(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
