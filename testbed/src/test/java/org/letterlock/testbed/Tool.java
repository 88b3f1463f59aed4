package org.letterlock.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Programs of others. A test that needs one that is not installed is skipped, and says so.
final class Tool {
    private static final long SECONDS = 90;

    private Tool() {}

    record Result(int exit, String output) {}

    static Path require(String name) {
        Optional<Path> found = List.of("/usr/bin", "/usr/local/bin", "/bin").stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }

    /// Runs a program in `folder`; standard error is part of the output.
    static Result run(Path folder, Map<String, String> environment, String input, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> {
            try (var stream = process.getInputStream()) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end: " + Arrays.toString(command) + "\n" + output.join());
        }
        return new Result(process.exitValue(), output.join());
    }
}
