package org.letterlock.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What no client should send (`bad-input.tsv`, [OddLetters]), sent to a whole server over its real
/// sockets: a clear answer within limits, a connection that goes on where the protocol allows it, and a
/// server that serves on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class BadInputTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String ALICE = "alice@example.test";

    /// The letter in memory, as sent and assembled, is what a door may use.
    private static final int DOOR_MIB = 256;

    private static final int LETTER_BYTES = 50 << 20;
    private static final Pattern REPEAT = Pattern.compile("<<(.*?)\\*([0-9]+)>>");

    @SuppressWarnings("NullAway.Init")
    private Letterlock server;

    record Case(String door, String name, String input, String answer, boolean usable) {
        @Override
        public String toString() {
            return door + ": " + name;
        }
    }

    static List<Case> cases() throws IOException {
        try (InputStream in = BadInputTest.class.getResourceAsStream("bad-input.tsv")) {
            String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return table.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cell -> new Case(cell[0], cell[1], cell[2], cell[3], cell[4].equals("usable")))
                    .toList();
        }
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = Letterlock.serve(home);
        server.organization("example", PASSWORD, "alice");
    }

    @AfterAll
    void servesOn() throws Exception {
        try (Letterlock used = server) {
            assertThat(used.process().isAlive()).isTrue();
            String word = "after-all-" + System.nanoTime();
            try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
                session.reply();
                session.smtp("EHLO elsewhere.test", "250");
                assertThat(session.letter("a@elsewhere.test", ALICE, "Subject: s\r\n\r\n" + word))
                        .startsWith("250");
            }
            try (Session session = Session.imap(server, ALICE, PASSWORD)) {
                session.ok("SELECT INBOX");
                assertThat(session.ok("UID FETCH * (BODY.PEEK[])")).contains(word);
                assertThat(session.ok("UID SEARCH TEXT smuggled")).doesNotContainPattern("SEARCH [0-9]");
            }
            assertThat(server.json("verify").path("problems")).isEmpty();
            assertThat(server.log())
                    .doesNotContain("ERROR")
                    .doesNotContain("java.lang.OutOfMemoryError")
                    .doesNotContain("wrong-password");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isAnsweredAndTheConnectionGoesOn(Case bad) throws Exception {
        switch (bad.door) {
            case "imap" -> imap(bad, true);
            case "stranger" -> imap(bad, false);
            case "smtp", "submission" -> smtp(bad);
            default -> throw new IllegalArgumentException(bad.door);
        }
    }

    private void imap(Case bad, boolean loggedIn) throws Exception {
        try (Session session = loggedIn
                ? Session.imap(server, ALICE, PASSWORD)
                : Session.tls(server.port("imaps"), server.certificate())) {
            if (loggedIn) {
                session.ok("SELECT INBOX");
            } else {
                session.line();
            }
            session.send(bytes(bad.input));
            String answer;
            do {
                answer = session.line();
            } while (answer.startsWith("* ") && !answer.startsWith("* BAD") && !answer.startsWith("* BYE"));
            assertThat(answer).as(bad.name).matches(bad.answer);
            if (bad.usable) {
                session.ok("NOOP");
            } else {
                assertClosed(session);
            }
        }
    }

    private void smtp(Case bad) throws Exception {
        try (Session session = bad.door.equals("smtp")
                ? Session.plain(server.port("smtp"), server.certificate())
                : Session.submissionTls(server)) {
            if (bad.door.equals("smtp")) {
                session.reply();
                session.smtp("EHLO elsewhere.test", "250");
            }
            String answer = "";
            for (String line : repeated(bad.input).split("\\|", -1)) {
                session.send(bytes(line));
                answer = session.reply();
            }
            assertThat(answer.lines().toList().getLast()).as(bad.name).matches(bad.answer);
            if (bad.usable) {
                session.smtp("NOOP", "250");
            } else {
                assertClosed(session);
            }
        }
    }

    private static void assertClosed(Session session) {
        assertThatThrownBy(() -> {
                    while (true) {
                        session.line();
                    }
                })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(java.net.SocketTimeoutException.class);
    }

    private static byte[] bytes(String input) {
        String text = repeated(input).replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        text = Pattern.compile("\\\\x([0-9a-f]{2})")
                .matcher(text)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String repeated(String input) {
        return REPEAT.matcher(input)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
    }

    static List<Map.Entry<String, byte[]>> letters() {
        return List.copyOf(OddLetters.all().entrySet());
    }

    /// Taken by both doors, and given back as it came, with a structure, whatever it holds.
    @ParameterizedTest
    @MethodSource("letters")
    void anOddLetterIsALetter(Map.Entry<String, byte[]> letter) throws Exception {
        String text = new String(letter.getValue(), StandardCharsets.ISO_8859_1);
        try (Session session = Session.imap(server, ALICE, PASSWORD)) {
            String folder = "odd-" + Math.abs(letter.getKey().hashCode());
            session.ok("CREATE " + folder);
            session.append(folder, "()", letter.getValue());
            session.ok("SELECT " + folder);
            assertThat(session.ok("UID FETCH 1 (BODY.PEEK[])"))
                    .as(letter.getKey())
                    .contains(text);
            assertThat(session.ok("UID FETCH 1 (ENVELOPE BODYSTRUCTURE RFC822.SIZE)"))
                    .contains("RFC822.SIZE " + letter.getValue().length);
            for (String item : List.of("BODY.PEEK[HEADER]", "BODY.PEEK[1]", "BODY.PEEK[1.MIME]", "BODY.PEEK[TEXT]")) {
                session.ok("UID FETCH 1 (" + item + ")");
            }
            session.ok("UID SEARCH TEXT \"not in there\" SUBJECT x SENTSINCE 1-Jan-2020");
        }
        try (Session session = Session.plain(server.port("smtp"), server.certificate())) {
            session.reply();
            session.smtp("EHLO elsewhere.test", "250");
            assertThat(session.letter("a@elsewhere.test", ALICE, text)).startsWith("250");
            session.smtp("NOOP", "250");
        }
    }

    /// RFC 3501 §9: a literal holds any octet but NUL.
    @Test
    void nulBytesInAnAppend() throws Exception {
        try (Session session = Session.imap(server, ALICE, PASSWORD)) {
            session.send("t APPEND INBOX {15+}\r\nSubject: \0\r\n\r\n\0\r\n");
            assertThat(session.answer("t ")).contains("t NO [CANNOT]");
            session.ok("NOOP");
        }
    }

    /// Many clients at once announce the largest letter: as many as memory allows are invited.
    @Test
    void whatComesInAtOnceIsBounded() throws Exception {
        List<Session> sessions = new ArrayList<>();
        try {
            int invited = 0;
            for (int i = 0; i < 12; i++) {
                Session session = Session.imap(server, ALICE, PASSWORD);
                sessions.add(session);
                session.send("t APPEND INBOX {" + LETTER_BYTES + "}\r\n");
                String answer = session.line();
                assertThat(answer).matches("\\+ .*|t NO \\[UNAVAILABLE\\] .*");
                invited += answer.startsWith("+") ? 1 : 0;
            }
            assertThat(invited).isBetween(1, DOOR_MIB / (LETTER_BYTES >> 20));
        } finally {
            for (Session session : sessions) {
                session.close();
            }
        }
    }
}
