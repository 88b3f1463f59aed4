package org.letterlock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The load program notices what is wrong: else its figures could be those of a server that does
/// nothing.
class ImapConnectionTest {
    private static final List<Letter> LETTERS =
            IntStream.range(0, 3).mapToObj(n -> Letter.of(n, 5_000)).toList();

    private interface Step {
        void run(ImapConnection connection) throws Exception;
    }

    private static void against(String answer, Step step) throws Exception {
        try (var server = FakeServer.imap(command -> command.startsWith("LOGIN") ? "" : answer);
                var connection = ImapConnection.open(server.peer(), false, 0)) {
            step.run(connection);
        }
    }

    private static String text(Letter letter) {
        return new String(letter.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static String body(int number, String text) {
        return "* " + number + " FETCH (BODY[] {" + text.length() + "}\r\n" + text + ")\r\n";
    }

    private static String bodies() {
        return body(1, text(LETTERS.get(0))) + "* 7 EXISTS\r\n" + body(2, text(LETTERS.get(1)))
                + body(3, text(LETTERS.get(2)));
    }

    @Test
    void rightBodiesAreTaken() throws Exception {
        against(bodies(), connection -> connection.fetchBodies(1, 3, LETTERS));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_500, 4_999})
    void oneWrongByteIsNoticed(int at) throws Exception {
        var wrong = new StringBuilder(text(LETTERS.get(1)));
        wrong.setCharAt(at, (char) (wrong.charAt(at) ^ 1));
        String answer = bodies().replace(text(LETTERS.get(1)), wrong);

        against(
                answer,
                connection -> assertThatThrownBy(() -> connection.fetchBodies(1, 3, LETTERS))
                        .isInstanceOf(WrongAnswerException.class)
                        .hasMessage("letter 2: byte " + at + " is wrong"));
    }

    @Test
    void aBodyThatIsMissingOrDoubledOrCutIsNoticed() throws Exception {
        String cut = text(LETTERS.get(0)).substring(0, 4_999);
        for (String answer : List.of(
                "",
                body(1, text(LETTERS.get(0))) + body(2, text(LETTERS.get(1))),
                body(1, text(LETTERS.get(0))) + body(1, text(LETTERS.get(0))),
                bodies().replace(body(1, text(LETTERS.get(0))), body(1, cut)),
                bodies().replace("* 2 FETCH", "* 3 FETCH"))) {
            against(
                    answer,
                    connection -> assertThatThrownBy(() -> connection.fetchBodies(1, 3, LETTERS))
                            .isInstanceOf(WrongAnswerException.class));
        }
    }

    private static String envelope(int number, Letter letter) {
        return "* " + number + " FETCH (UID " + number + " FLAGS () RFC822.SIZE 5000 ENVELOPE (\"date\" \""
                + letter.subject() + "\" ((\"Ada Lovelace\" NIL \"ada\" \"example.test\")) NIL NIL NIL NIL NIL NIL \""
                + letter.messageId() + "\"))\r\n";
    }

    @Test
    void envelopesAreLookedAt() throws Exception {
        String right = envelope(1, LETTERS.get(0)) + envelope(2, LETTERS.get(1)) + envelope(3, LETTERS.get(2));
        against(right, connection -> connection.fetchEnvelopes(LETTERS));
        for (String wrong : List.of(
                right.replace("part 1", "part 2"),
                right.replace("* 3 FETCH", "* 4 FETCH"),
                right.replace("<2@", "<1@"),
                right.replace("SIZE 5000", "SIZE 4999"),
                right + envelope(4, LETTERS.get(2)),
                envelope(1, LETTERS.get(0)))) {
            against(
                    wrong,
                    connection -> assertThatThrownBy(() -> connection.fetchEnvelopes(LETTERS))
                            .isInstanceOf(WrongAnswerException.class));
        }
    }

    @Test
    void flagsMustBeTold() throws Exception {
        String right = "* 1 FETCH (FLAGS (\\Flagged))\r\n* 2 FETCH (FLAGS (\\Seen \\Flagged))\r\n";
        against(right, connection -> connection.flag(1, 2, true));
        against(
                right.replace("\\Seen \\Flagged", "\\Seen"),
                connection ->
                        assertThatThrownBy(() -> connection.flag(1, 2, true)).isInstanceOf(WrongAnswerException.class));
        against(
                right,
                connection ->
                        assertThatThrownBy(() -> connection.flag(1, 3, true)).isInstanceOf(WrongAnswerException.class));
    }

    @Test
    void aRefusalIsAnError() throws Exception {
        try (var server = new FakeServer(
                "* OK ready\r\n", line -> FakeServer.ascii(line.startsWith("t LOGIN") ? "t NO not you\r\n" : ""))) {
            assertThatThrownBy(() -> ImapConnection.open(server.peer(), false, 0))
                    .isInstanceOf(WrongAnswerException.class)
                    .hasMessage("LOGIN was answered NO not you");
        }
    }

    @Test
    void aLetterIsAppendedAsItIs() throws Exception {
        try (var server = FakeServer.imap(command -> "");
                var connection = ImapConnection.open(server.peer(), false, 0)) {
            connection.append("INBOX", List.of(LETTERS.get(0)));
            connection.ok("NOOP"); // Its answer comes when all before it was heard.

            assertThat(server.asked).contains("t APPEND INBOX {5000+}", "Subject: Notes on the engine, part 0");
        }
    }

    @Test
    void aDeliveryWaitsForItsAnswer() throws Exception {
        try (var server = new FakeServer(
                        "220 ready\r\n",
                        line -> FakeServer.ascii(
                                switch (line.split("[ :]")[0]) {
                                    case "EHLO" -> "250-here\r\n250 SIZE\r\n";
                                    case "MAIL", "RCPT" -> "250 ok\r\n";
                                    case "DATA" -> "354 go\r\n";
                                    case "." -> "451 later\r\n";
                                    default -> "";
                                }));
                var connection = SmtpConnection.open(server.peer(), false)) {
            assertThatThrownBy(() -> connection.deliver("bob@example.test", LETTERS.get(0)))
                    .isInstanceOf(WrongAnswerException.class)
                    .hasMessage("the letter was answered 451 later");
        }
    }
}
