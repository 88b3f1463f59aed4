package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.letterlock.server.Sweep;

/// Words are put in every place that a user's words may come to, in letters of 100 bytes and of 20 MiB,
/// through every door; then every file that the server ever wrote is looked at, those that it removed
/// too: while it runs, after a flush, after a kill, and after another start. That the sweep finds what
/// is there is shown by [SweepTest].
@Timeout(600)
class CanarySweepTest {
    private static final int BIG = 20 << 20;

    @TempDir
    Path home;

    @TempDir
    Path kept;

    private final Canaries canaries = new Canaries(System.nanoTime());
    private final String domain = canaries.at("domain") + ".test";
    private final String alice = canaries.at("address") + "@" + domain;
    private final String bob = canaries.at("other address") + "@" + domain;
    private final String stranger = canaries.at("stranger") + "@" + canaries.at("strange domain") + ".test";
    private final String password = canaries.wideAt("password");

    @SuppressWarnings("NullAway.Init")
    private KeptFiles files;

    @BeforeEach
    void compile() throws Exception {
        files = KeptFiles.in(kept);
    }

    @Test
    void noWordIsInAnyFile() throws Exception {
        try (Letterlock server = Letterlock.serve(home, files.environment())) {
            people(server);
            reception(server);
            submission(server);
            imap(server);
            mistakes(server);
            assertNowhere("while it runs", server, home);
            JsonNode verified = server.json("verify");
            assertThat(verified.path("problems")).isEmpty();
            assertThat(verified.path("messages").asInt()).isEqualTo(7);
            assertNowhere("after a flush", server, home);
            server.kill();
            assertNowhere("after a kill", server, home);
        }
        try (Letterlock again = Letterlock.serve(home, files.environment())) {
            try (Session session = Session.imap(again, bob, canaries.at("new password"))) {
                session.ok("SELECT INBOX");
                assertThat(session.ok("UID SEARCH TEXT \"" + canaries.at("tail") + "\""))
                        .contains("* SEARCH 2");
            }
            again.stop();
            assertNowhere("after another start and a stop", again, home, kept);
        }
        for (Path written : files.opened()) {
            assertThat(written.startsWith(home) || written.startsWith("/proc"))
                    .as("written: " + written)
                    .isTrue();
        }
    }

    private void people(Letterlock server) throws Exception {
        server.json("org", "create", "--alias", canaries.at("alias"), "--domain", domain);
        for (String email : List.of(alice, bob)) {
            server.jsonWithInput(
                    password + "\n",
                    "user",
                    "create",
                    "--org",
                    canaries.at("alias"),
                    "--email",
                    email,
                    "--display-name",
                    canaries.wideAt("display name"),
                    "--password-stdin");
        }
    }

    private void reception(Letterlock server) throws Exception {
        try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
            session.reply();
            session.smtp("EHLO " + canaries.at("helo") + ".test", "250");
            assertThat(session.letter(stranger, bob, canaries.smallLetter())).startsWith("250");
            String big = new String(canaries.bigLetter(stranger, bob, BIG), StandardCharsets.ISO_8859_1);
            assertThat(session.letter(stranger, bob, big)).startsWith("250");
        }
    }

    private void submission(Letterlock server) throws Exception {
        try (Session session = Session.submission(server, alice, password)) {
            assertThat(session.letter(alice, bob, canaries.smallLetter())).startsWith("250");
            assertThat(session.letter(
                            alice,
                            bob,
                            new String(canaries.bigLetter(alice, bob, 100_000), StandardCharsets.ISO_8859_1)))
                    .startsWith("250");
        }
    }

    private void imap(Letterlock server) throws Exception {
        try (Session session = Session.imapWide(server, bob, password)) {
            String folder = canaries.wideAt("folder");
            session.ok("CREATE \"" + folder.replace("ü", "&APw-") + "\"");
            byte[] draft = canaries.bigLetter(bob, alice, BIG);
            session.append("Drafts", "(\\Draft " + canaries.at("keyword") + ")", draft);
            byte[] small = (canaries.smallLetter() + canaries.at("draft")).getBytes(StandardCharsets.US_ASCII);
            session.append("\"" + folder.replace("ü", "&APw-") + "\"", "()", small);
            session.ok("SELECT INBOX");
            session.ok("UID STORE 1 +FLAGS (" + canaries.at("later keyword") + ")");
            assertThat(session.ok("UID SEARCH TEXT \"" + canaries.at("search term") + "\""))
                    .doesNotContain("* SEARCH 1");
            assertThat(session.ok("UID SEARCH BODY \"" + canaries.at("middle") + "\""))
                    .contains("* SEARCH 2");
            assertThat(session.ok("UID FETCH 2 (BODY.PEEK[])")).contains(canaries.at("tail"));
            session.ok("UID FETCH 1:* (ENVELOPE BODYSTRUCTURE FLAGS)");
            session.ok("UID COPY 1 \"" + folder.replace("ü", "&APw-") + "\"");
            session.ok("UID STORE 3 +FLAGS (\\Deleted)");
            session.ok("EXPUNGE");
        }
    }

    /// What is wrong must not come to the log with the words that were wrong.
    private void mistakes(Letterlock server) throws Exception {
        try (Session session = Session.tls(server.port("imaps"), server.certificate())) {
            session.line();
            assertThat(session.imap("LOGIN " + bob + " \"" + canaries.at("wrong password") + "\""))
                    .contains("t NO");
            assertThat(session.imap("LOGIN " + canaries.at("unknown user") + "@" + domain + " \"x y z\""))
                    .contains("t NO");
            assertThat(session.imap(canaries.at("unknown command") + " " + canaries.at("argument")))
                    .contains("t BAD");
            assertThat(session.imap("SELECT {9999999}")).contains("t BAD");
        }
        try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
            session.reply();
            session.smtp("EHLO x.test", "250");
            session.smtp(canaries.at("unknown verb") + " x", "500");
            session.smtp("MAIL FROM:<" + canaries.at("malformed") + " at no address>", "5");
            session.smtp("MAIL FROM:<" + stranger + ">", "250");
            session.smtp("RCPT TO:<" + canaries.at("unknown recipient") + "@" + domain + ">", "550");
            session.smtp("RCPT TO:<" + bob + ">", "250");
            session.smtp("DATA", "354");
            session.send("Subject: " + canaries.at("bare line feed") + "\n.\r\n\r\n.\r\n");
            assertThat(session.reply()).startsWith("5");
            assertThat(session.letter(stranger, alice, malformed())).startsWith("250");
        }
        try (Session session = Session.submissionTls(server)) {
            String wrong = "\0" + alice + "\0" + canaries.at("wrong password");
            session.smtp(
                    "AUTH PLAIN " + Base64.getEncoder().encodeToString(wrong.getBytes(StandardCharsets.UTF_8)), "535");
        }
        server.jsonWithInput(
                canaries.at("new password") + "\n",
                "user",
                "reset-password",
                "--org",
                canaries.at("alias"),
                "--email",
                bob,
                "--password-stdin");
    }

    /// Headers that are none, a part that does not end, an encoding that is none.
    private String malformed() {
        return "no header but " + canaries.at("malformed header") + "\r\nContent-Type: multipart/mixed; boundary=\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + canaries.at("malformed body") + "\u0001\u0080=?utf-8?B?"
                + "?=\r\n";
    }

    private void assertNowhere(String when, Letterlock server, Path... folders) throws IOException {
        var sweep = new Sweep(canaries.words());
        for (Path folder : folders) {
            sweep.folder(folder);
        }
        if (server.process().isAlive()) {
            sweep.process(server.process().pid());
        }
        System.out.printf(
                "canary sweep %s: %d words, %d encodings, %d files, %d bytes%n",
                when, canaries.words().size(), sweep.encodings(), sweep.files(), sweep.bytes());
        assertThat(sweep.findings()).as(when).isEmpty();
        assertThat(sweep.bytes()).as("bytes looked at " + when).isGreaterThan(BIG);
    }
}
