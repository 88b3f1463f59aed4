package org.letterlock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What the command line says and refuses before it looks for a server.
class UsageTest {
    private record Result(int exit, String out, String err) {}

    private static Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.commandLine(InputStream.nullInputStream())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(exit, out.toString(), err.toString());
    }

    static Stream<String> commands() {
        return below(Main.commandLine(InputStream.nullInputStream()));
    }

    private static Stream<String> below(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(each -> !each.getCommandName().equals("help"))
                .flatMap(each -> Stream.concat(
                        Stream.of(each.getCommandSpec().qualifiedName().substring("letterlock ".length())),
                        below(each)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelpsWithExamples(String command) {
        Result help = run((command + " --help").split(" "));
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("Example").contains("  letterlock " + command.split(" ")[0]);
        assertThat(run((command + " --version").split(" ")).out()).startsWith("letterlock ");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongUsageIsTwoAndSaysWhatIsRight(String arguments, String hint) {
        Result result = run(arguments.split(" "));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(hint).contains("--help");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("trail lookup --max 0", "--max"),
                Arguments.of("trail lookup --since yesterday", "15m"),
                Arguments.of("org list --endpoint http://localhost", "https://"),
                Arguments.of("org create --alias a", "--domain"),
                Arguments.of("org nonsense", "nonsense"));
    }

    @Test
    void timesAreInstantsDaysOrAges() {
        assertThat(TrailCommand.instant("2026-11-24T12:00:00Z")).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
        assertThat(TrailCommand.instant("2026-11-24T12:00:00+01:00")).isEqualTo(Instant.parse("2026-11-24T11:00:00Z"));
        assertThat(TrailCommand.instant("2026-11-24")).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(TrailCommand.instant("2h")).isBefore(Instant.now());
    }

    @Test
    void aPasswordIsTheFirstLine() throws Exception {
        assertThat(firstLine("secret")).isEqualTo("secret");
        assertThat(firstLine("secret\n")).isEqualTo("secret");
        assertThat(firstLine("secret\r\n")).isEqualTo("secret");
        assertThat(firstLine(" пароль \nsecond line\n")).isEqualTo(" пароль ");
        assertThat(firstLine("se\rcret\n")).isEqualTo("se\rcret");
        assertThat(firstLine("")).isEmpty();
        assertThatThrownBy(() -> firstLine("x".repeat(1_025))).isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> UserCommand.firstLine(new ByteArrayInputStream(new byte[] {(byte) 0xff, 'x'})))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void nothingIsReadBehindThePassword() throws Exception {
        var pipe = new InputStream() {
            private final InputStream line = new ByteArrayInputStream("secret\n".getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int next = line.read();
                if (next < 0) {
                    throw new IOException("would wait for ever");
                }
                return next;
            }
        };
        assertThat(UserCommand.firstLine(pipe)).isEqualTo("secret");
    }

    @Test
    void pathsInCommandsToCopyAreOneWord() {
        assertThat(ShellWord.of(Path.of("/var/lib/letterlock"))).isEqualTo("/var/lib/letterlock");
        assertThat(ShellWord.of("/home/o'neill/my mail")).isEqualTo("'/home/o'\\''neill/my mail'");
    }

    private static String firstLine(String input) throws Exception {
        return UserCommand.firstLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void failuresAreExplainedInOneLine(@TempDir Path folder) {
        assertThat(run(
                                "kms",
                                "create-key",
                                "--policy",
                                folder.resolve("none.json").toString())
                        .err())
                .contains("none.json does not exist");
        assertThat(Explanation.of(SdkClientException.create("x", new SSLHandshakeException("PKIX"))))
                .contains("--certificate");
        assertThat(Explanation.of(SdkClientException.create("Unable to load credentials from any of …")))
                .contains("AWS_ACCESS_KEY_ID")
                .doesNotContain("Unable");
        assertThat(Explanation.of(new IOException("cannot listen on 127.0.0.1:25", new BindException())))
                .contains("127.0.0.1:25", "--ports random");
        assertThat(run("org", "list", "--data", folder.toString()).err()).contains("letterlock serve --data");
    }
}
