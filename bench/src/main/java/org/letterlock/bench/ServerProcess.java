package org.letterlock.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// A Letterlock server in a process of its own, on a folder that it starts from again, with the
/// launcher's options.
final class ServerProcess implements AutoCloseable {
    private static final String PASSWORD = "correct horse battery";
    private static final String DOMAIN = "bench.test";
    private static final long START_SECONDS = 120;
    private static final List<String> SAFE = List.of(
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ErrorFileToStderr",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path folder;
    private final String classPath;
    private final int users;
    private Process process;

    private ServerProcess(Path folder, String classPath, int users, Process process) {
        this.folder = folder;
        this.classPath = classPath;
        this.users = users;
        this.process = process;
    }

    /// Makes a server in a new folder with so many users.
    ///
    /// @param before what comes first on its class path
    static ServerProcess create(Path folder, List<Path> before, int users) throws Exception {
        Files.createDirectories(folder);
        var entries = new ArrayList<>(before.stream().map(Path::toString).toList());
        entries.add(System.getProperty("java.class.path"));
        String classPath = String.join(File.pathSeparator, entries);
        var server = new ServerProcess(folder, classPath, users, start(folder, classPath));
        boolean made = false;
        try {
            server.awaitStart();
            server.command("", "org", "create", "--alias", "bench", "--domain", DOMAIN);
            for (int i = 0; i < users; i++) {
                server.command(
                        PASSWORD + "\n", "user", "create", "--org", "bench", "--email", address(i), "--password-stdin");
            }
            made = true;
            return server;
        } finally {
            if (!made) {
                server.close();
            }
        }
    }

    private static String address(int user) {
        return "user" + user + "@" + DOMAIN;
    }

    private static Process start(Path folder, String classPath) throws IOException {
        var command = java("-XX:MaxRAMPercentage=30", classPath);
        command.addAll(List.of("serve", "--data", folder.resolve("data").toString(), "--ports", "random"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static List<String> java(String tune, String classPath) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SAFE);
        command.addAll(List.of(tune, "-cp", classPath, "org.letterlock.server.Main"));
        return command;
    }

    private void awaitStart() throws IOException, InterruptedException {
        Path endpoints = folder.resolve("data/run/endpoints.json");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(endpoints)) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "the server did not start:\n" + Files.readString(folder.resolve("log")));
            }
        }
    }

    private void command(String input, String... arguments) throws IOException, InterruptedException {
        var command = java("-XX:TieredStopAtLevel=1", classPath);
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.resolve("data").toString(), "--json"));
        var child = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = child.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed: " + said);
        }
    }

    Peer peer() throws Exception {
        JsonNode endpoints = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("data/run/endpoints.json")));
        return new Peer(
                endpoints.path("imap").path("host").asText(),
                endpoints.path("imap").path("port").asInt(),
                endpoints.path("imaps").path("port").asInt(),
                endpoints.path("smtp").path("port").asInt(),
                Peer.trusting(Path.of(endpoints.path("certificate").asText())),
                IntStream.range(0, users).mapToObj(ServerProcess::address).toList(),
                PASSWORD);
    }

    ProcessCpu cpu() {
        return new ProcessCpu(process.toHandle());
    }

    void restart() throws IOException, InterruptedException {
        close();
        process = start(folder, classPath);
        awaitStart();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
