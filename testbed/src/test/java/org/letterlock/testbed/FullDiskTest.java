package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.store.LossyDisk;
import org.letterlock.store.LossyDisk.Fault;

/// A disk that runs full, one that is full without saying so, and a key that is refused, under a whole server:
/// everybody
/// is told to come again, what can be read is read, nothing is lost or half there, and all goes on by
/// itself once there is space. In the end the power is cut.
@Timeout(600)
class FullDiskTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String ALICE = "alice@example.test";
    private static final String BOB = "bob@example.test";

    @TempDir
    Path home;

    @TempDir
    Path work;

    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> acknowledged = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private LossyDisk disk;

    private int letters;
    private String refused = "";

    @BeforeEach
    void makeDisk() throws Exception {
        Files.createDirectories(home.resolve("data"));
        disk = new LossyDisk(home.resolve("data"), work);
    }

    private Letterlock serve() throws Exception {
        var attached = new ProcessBuilder();
        disk.attach(attached);
        return Letterlock.serve(home, attached.environment());
    }

    @Test
    void everybodyIsToldToComeAgainAndNothingIsLost() throws Exception {
        try (Letterlock server = serve()) {
            server.organization("example", PASSWORD, "alice", "bob");
            JsonNode closed = server.organization("closed", PASSWORD, "olga");
            refusedKey(server, closed);
            diskThatRunsFull(server);
            fullDiskThatDoesNotSaySo(server);
            assertThat(server.command("verify").out()).contains("nothing is wrong");
            assertThat(server.log()).doesNotContain("ended by a bug").doesNotContain("InternalFailure");
            server.kill();
        }
        disk.cut();
        try (Letterlock server = Letterlock.serve(home)) {
            server.json("org", "grant", "--org", "closed");
            assertThat(server.command("verify").out()).contains("nothing is wrong");
            try (Session session = Session.imap(server, BOB, PASSWORD)) {
                session.ok("SELECT INBOX");
                String all = session.ok("UID FETCH 1:* (BODY.PEEK[TEXT])");
                acknowledged.forEach(word -> assertThat(all).containsOnlyOnce(word));
                assertThat(all).doesNotContain(refused);
            }
        }
    }

    private void refusedKey(Letterlock server, JsonNode organization) throws Exception {
        server.json(
                "kms",
                "revoke-grant",
                "--key",
                organization.path("kmsKeyArn").asText(),
                "--grant",
                organization.path("grantId").asText());
        assertThat(deliver(server, "olga@closed.test")).startsWith("451 4.7.0");
        try (Session session = Session.tls(server.port("imaps"), server.certificate())) {
            session.line();
            assertThat(session.imap("LOGIN olga@closed.test \"" + PASSWORD + "\""))
                    .contains("t NO [UNAVAILABLE]");
            session.ok("NOOP");
        }
        assertThat(deliver(server, "nobody@closed.test")).startsWith("550 5.1.1");
        assertThat(deliver(server, BOB)).startsWith("250");
    }

    /// In the reserve: letters wait, log-ins and key uses go on, and mail can be deleted to make room.
    private void diskThatRunsFull(Letterlock server) throws Exception {
        disk.begin(Fault.LITTLE_ROOM);
        refused = "letter-" + (letters + 1) + "-";
        assertThat(deliver(server, BOB)).startsWith("452 4.3.1");
        try (Session session = Session.imap(server, BOB, PASSWORD)) {
            session.ok("SELECT INBOX");
            assertThat(session.ok("UID FETCH 1:* (FLAGS BODY.PEEK[TEXT])")).contains(acknowledged.getFirst());
            session.ok("UID SEARCH TEXT letter");
            assertThat(session.imap("APPEND INBOX {3+}\r\na\r\n")).contains("t NO [UNAVAILABLE]");
            session.ok("UID STORE 1 +FLAGS (\\Deleted)");
            session.ok("EXPUNGE");
            acknowledged.removeFirst();
            disk.end(Fault.LITTLE_ROOM);
            assertThat(deliver(server, BOB)).startsWith("250");
            session.append("INBOX", "()", letter(word()));
        }
    }

    private static byte[] letter(String word) {
        return ("Subject: s\r\n\r\n" + word + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void fullDiskThatDoesNotSaySo(Letterlock server) throws Exception {
        try (Session session = Session.imap(server, BOB, PASSWORD)) {
            session.ok("SELECT INBOX");
            disk.begin(Fault.NO_SPACE);
            assertThat(deliver(server, BOB)).matches("(?s)45[12] .*");
            assertThat(session.imap("UID STORE * +FLAGS (\\Flagged)")).contains("t NO [UNAVAILABLE]");
            assertThat(session.imap("APPEND INBOX {3+}\r\na\r\n")).contains("t NO [UNAVAILABLE]");
            session.ok("NOOP");
            assertAdministratorIsTold(server);
            disk.end(Fault.NO_SPACE);
            awaitWriting(session);
            assertThat(deliver(server, BOB)).startsWith("250");
        }
    }

    private static void assertAdministratorIsTold(Letterlock server) throws Exception {
        Letterlock.Result refused = server.commandWithInput(
                PASSWORD + "\n",
                "user",
                "create",
                "--org",
                "example",
                "--email",
                "eve@example.test",
                "--password-stdin");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("Unavailable").doesNotContain("InternalFailure");
    }

    /// The store opens itself again, within a second or so.
    private void awaitWriting(Session session) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!session.imap("UID STORE * +FLAGS (\\Flagged)").contains("t OK")) {
            assertThat(System.nanoTime()).as("the store has not come back").isLessThan(deadline);
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    /// For a letter that will be acknowledged.
    private String word() {
        String word = "letter-" + ++letters + "-";
        acknowledged.add(word);
        return word;
    }

    private String deliver(Letterlock server, String to) throws Exception {
        String word = word();
        try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
            session.reply();
            session.smtp("EHLO elsewhere.test", "250");
            session.smtp("MAIL FROM:<a@elsewhere.test>", "250");
            session.send("RCPT TO:<" + to + ">\r\n");
            String answer = session.reply();
            if (answer.startsWith("250")) {
                session.smtp("DATA", "354");
                session.send("Subject: s\r\n\r\n" + word + "\r\n.\r\n");
                answer = session.reply();
            }
            if (!answer.startsWith("250")) {
                acknowledged.remove(word);
            }
            session.smtp("NOOP", "250");
            return answer;
        } catch (IOException e) {
            throw new IOException("to " + to, e);
        }
    }
}
