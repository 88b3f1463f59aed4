package org.letterlock.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.letterlock.server.Main;

/// A whole server in a process of its own, as a user starts it, and the command line beside it.
final class Letterlock implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_SECONDS = 90;

    private final Path home;
    private final Path data;
    private final Process process;

    private Letterlock(Path home, Path data, Process process) {
        this.home = home;
        this.data = data;
        this.process = process;
    }

    /// What a command printed.
    record Result(int exit, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    /// Starts a server on `home/data`, with root keys in `home/data.keys` and its output in
    /// `home/log`.
    static Letterlock serve(Path home, String... options) throws Exception {
        return serve(home, Map.of(), options);
    }

    static Letterlock serve(Path home, Map<String, String> environment, String... options) throws Exception {
        return serve(home, process -> process.environment().putAll(environment), options);
    }

    /// What is done to the process before it starts.
    interface Preparation {
        void of(ProcessBuilder process) throws IOException;
    }

    static Letterlock serve(Path home, Preparation preparation, String... options) throws Exception {
        Path data = home.resolve("data");
        Process process = spawn(home, data, preparation, options);
        var server = new Letterlock(home, data, process);
        if (!server.awaitEndpoints()) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start:\n" + server.log());
        }
        return server;
    }

    /// Starts a server that is expected to refuse; returns its exit code and what it said.
    static Result refused(Path home, String... options) throws Exception {
        Path data = home.resolve("data");
        Process process = spawn(home, data, builder -> {}, options);
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server runs, but was expected to refuse");
        }
        return new Result(process.exitValue(), "", Files.readString(home.resolve("log")));
    }

    private static Process spawn(Path home, Path data, Preparation preparation, String... options) throws IOException {
        Files.createDirectories(home.resolve("tmp"));
        Files.createDirectories(home.resolve("cwd"));
        Files.deleteIfExists(data.resolve("run/endpoints.json")); // A killed server leaves it.
        List<String> command = java(home, "serve", "--data", data.toString(), "--ports", "random");
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .directory(home.resolve("cwd").toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        preparation.of(builder);
        return builder.start();
    }

    /// The launcher's options, on the class path of this build.
    private static List<String> java(Path home, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStderr",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // None of them lives long enough for more to pay.
                "-Xmx700m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.letterlock.server.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private boolean awaitEndpoints() throws IOException, InterruptedException {
        Path endpoints = data.resolve("run/endpoints.json");
        Files.createDirectories(home);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        CompletableFuture<Process> ended = process.onExit();
        try (var watch = home.getFileSystem().newWatchService()) {
            home.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!Files.exists(endpoints) && !ended.isDone() && System.nanoTime() < deadline) {
                var key = watch.poll(100, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
        return Files.exists(endpoints);
    }

    JsonNode endpoints() throws IOException {
        return JSON.readTree(Files.readAllBytes(data.resolve("run/endpoints.json")));
    }

    int port(String door) throws IOException {
        return endpoints().path(door).path("port").asInt();
    }

    Path certificate() throws IOException {
        return Path.of(endpoints().path("certificate").asText());
    }

    Path home() {
        return home;
    }

    Path data() {
        return data;
    }

    Path keys() {
        return home.resolve("data.keys");
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    /// Runs a command with `--data` of this server.
    Result command(String... arguments) throws Exception {
        return commandWithInput("", arguments);
    }

    Result commandWithInput(String input, String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(data.toString());
        return run(home, input, all.toArray(String[]::new));
    }

    /// Runs a command that must succeed, with `--json`; within this process, which is warm.
    JsonNode json(String... arguments) throws Exception {
        return jsonWithInput("", arguments);
    }

    JsonNode jsonWithInput(String input, String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--data", data.toString()));
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.commandLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed: " + err);
        }
        return JSON.readTree(out.toString());
    }

    static Result run(Path home, String input, String... arguments) throws Exception {
        return run(home, Map.of(), input, arguments);
    }

    static Result run(Path home, Map<String, String> environment, String input, String... arguments) throws Exception {
        var builder = new ProcessBuilder(java(home, arguments)).directory(home.toFile());
        builder.environment().putAll(environment);
        Process command = builder.start();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(command.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(command.getErrorStream()));
        try (OutputStream stdin = command.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!command.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            command.destroyForcibly();
            throw new IllegalStateException("no end: " + String.join(" ", arguments));
        }
        return new Result(command.exitValue(), out.join(), err.join());
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Creates organization `alias` for `alias.test`, and one user for each name, all with this
    /// password.
    JsonNode organization(String alias, String password, String... users) throws Exception {
        JsonNode made = json("org", "create", "--alias", alias, "--domain", alias + ".test");
        for (String user : users) {
            user(alias, user + "@" + alias + ".test", password);
        }
        return made;
    }

    JsonNode user(String organization, String email, String password) throws Exception {
        return jsonWithInput(
                password + "\n", "user", "create", "--org", organization, "--email", email, "--password-stdin");
    }

    /// SIGTERM; returns the seconds it took.
    double stop() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("SIGTERM did not stop the server in 30 s");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
