package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole server was killed and a file of its store is damaged: it refuses to start and says what
/// to do, `repair` tells what is lost and, when told to, makes a store that opens; the server then
/// serves the rest.
class RepairTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String ALICE = "alice@example.test";
    private static final int LETTERS = 12;

    /// A file of the store that gets damaged, and how.
    private interface Harm {
        void to(Path file) throws IOException;
    }

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void aDamagedStoreIsRefusedRepairedAndServed(@TempDir Path home) throws Exception {
        try (Letterlock server = Letterlock.serve(home)) {
            server.organization("example", PASSWORD, "alice");
            for (int i = 0; i < LETTERS; i++) {
                deliver(server, "letter " + i);
            }
            server.kill();
        }
        // In the middle of the log: what lies there is lost, what comes later is not.
        JsonNode middle = repaired(home, "\\d+\\.log", file -> flip(file, Files.size(file) * 2 / 3));
        assertThat(middle.path("lostWrites")).isNotEmpty();
        assertThat(serveAndRead(home)).isGreaterThan(LETTERS / 2);
    }

    /// Damages, sees the refusal, then repairs.
    private static JsonNode repaired(Path home, String file, Harm harm) throws Exception {
        Path store = home.resolve("data/store");
        harm.to(last(store.resolve("db"), file));
        Letterlock.Result refused = Letterlock.refused(home);
        assertThat(refused.exit()).as(file).isEqualTo(1);
        assertThat(refused.err()).as(file).contains("letterlock repair --data " + home.resolve("data"));
        JsonNode done = repair(home);
        assertThat(done.path("applied").asBoolean()).isTrue();
        assertThat(Path.of(done.path("damagedFilesIn").asText()).resolve("db")).isDirectory();
        return done;
    }

    private static JsonNode repair(Path home) throws Exception {
        Letterlock.Result result = Letterlock.run(
                home,
                "",
                "repair",
                "--apply",
                "--json",
                "--data",
                home.resolve("data").toString());
        assertThat(result.exit()).as(result.err()).isZero();
        return result.json();
    }

    /// Starts the server and reads alice's letters. What is lossy closes every organization until
    /// its grant is made again.
    private static int serveAndRead(Path home) throws Exception {
        try (Letterlock server = Letterlock.serve(home)) {
            assertThat(deliver(server, "before the grant")).startsWith("451");
            server.json("org", "grant", "--org", "example");
            Letterlock.Result verified = server.command("verify", "--json");
            verified.json()
                    .path("problems")
                    .forEach(problem -> assertThat(problem.asText())
                            .as("only what is named as lost")
                            .containsAnyOf("trail: event", "message"));
            int found = 0;
            try (Session session = Session.imap(server, ALICE, PASSWORD)) {
                for (String folder : List.of("INBOX", "Recovered")) {
                    if (session.imap("SELECT " + folder).contains("t OK")) {
                        String letters = session.imap("UID FETCH 1:* (BODY.PEEK[])");
                        found += (int) letters.lines()
                                .filter(line -> line.startsWith("Subject: letter "))
                                .count();
                    }
                }
            }
            assertThat(deliver(server, "afterwards")).startsWith("250");
            server.stop();
            return found;
        }
    }

    private static String deliver(Letterlock server, String subject) throws Exception {
        try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
            session.reply();
            session.smtp("EHLO elsewhere.test", "250");
            return session.letter(
                    "a@elsewhere.test",
                    ALICE,
                    "From: a@elsewhere.test\r\nSubject: " + subject + "\r\n\r\n" + "x".repeat(900));
        }
    }

    private static Path last(Path db, String name) throws IOException {
        try (Stream<Path> all = Files.list(db)) {
            return all.filter(path -> path.getFileName().toString().matches(name))
                    .sorted()
                    .toList()
                    .getLast();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            int value = access.read();
            access.seek(at);
            access.write(value ^ 4);
        }
    }
}
