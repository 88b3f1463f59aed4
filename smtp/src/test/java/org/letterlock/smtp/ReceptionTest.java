package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.letterlock.wire.LineClient;
import org.letterlock.wire.Relay;

/// Sessions of other servers, over real sockets.
class ReceptionTest {
    private static final String LETTER = "Subject: hello\r\n\r\nhow are you\r\n.\r\n";

    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.reception();
    }

    @AfterEach
    void close() {
        assertThat(door.budget.used()).isZero();
        assertThat(door.mail.opened.get()).isEqualTo(door.mail.closed.get());
        door.close();
    }

    private static void send(LineClient client, String to) throws IOException {
        client.send("MAIL FROM:<sender@far.test>").expect("250 2\\.1\\.0 .*");
        client.send("RCPT TO:<" + to + ">").expect("250 2\\.1\\.5 .*");
        client.send("DATA").expect("354 .*");
        client.sendRaw(LETTER);
    }

    @Test
    void aLetterComesInWithItsTrace() throws IOException {
        try (LineClient client = door.hello()) {
            send(client, "Alice@EXAMPLE.test".toLowerCase(Locale.ROOT));
            client.expect("250 2\\.0\\.0 delivered as [0-9a-f]{20}");
            client.send("QUIT").expect("221 2\\.0\\.0 .*");
            client.expectEnd();
        }
        assertThat(door.mail.letters("alice@example.test"))
                .singleElement()
                .asString()
                .matches("Return-Path: <sender@far\\.test>\r\n"
                        + "Received: from client\\.test \\(\\[127\\.0\\.0\\.1]\\)\r\n"
                        + "\tby mx\\.example\\.test with ESMTP id [0-9a-f]{20}\r\n"
                        + "\tfor <alice@example\\.test>;\r\n"
                        + "\tTue, 24 Nov 2026 12:00:00 \\+0000\r\n"
                        + "Subject: hello\r\n\r\nhow are you\r\n");
    }

    @Test
    void throughTlsTheTraceSaysSo() throws IOException {
        try (LineClient client = door.helloTls()) {
            send(client, "alice@example.test");
            client.expect("250 .*");
        }
        assertThat(door.mail.letters("alice@example.test").getFirst())
                .contains(" with ESMTPS (TLSv1.3 TLS_AES_256_GCM_SHA384) id ");
    }

    @Test
    void whatIsOffered() throws IOException {
        try (LineClient client = door.connect()) {
            assertThat(client.send("EHLO x").expectUntil("250 .*").lines())
                    .containsExactly(
                            "250-mx.example.test",
                            "250-PIPELINING",
                            "250-SIZE " + TestDoor.MAX_MESSAGE,
                            "250-8BITMIME",
                            "250-ENHANCEDSTATUSCODES",
                            "250 STARTTLS");
            client.send("HELO x").expect("250 mx\\.example\\.test");
        }
        try (LineClient client = door.helloTls()) {
            assertThat(client.send("EHLO x").expectUntil("250 .*")).doesNotContain("STARTTLS", "AUTH");
            client.send("STARTTLS").expect("503 5\\.5\\.1 .*");
        }
    }

    /// `C:` lines are sent, `S:` lines are patterns for the answers.
    @ParameterizedTest
    @CsvFileSource(resources = "dialogues.csv", delimiter = '|', useHeadersInDisplayName = true)
    void dialogues(String name, String script) throws IOException {
        try (LineClient client = door.connect()) {
            for (String step : script.split(" / ")) {
                String rest = step.strip().substring(2).strip();
                if (step.strip().startsWith("C:")) {
                    client.send(rest);
                } else {
                    client.expectUntil(rest + ".*");
                }
            }
        }
    }

    @Test
    void manyRecipientsOfOneOrganization() throws IOException {
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<>").expect("250 .*");
            for (String to : List.of("alice@example.test", "bob@example.test", "al@example.test")) {
                client.send("RCPT TO:<" + to + ">").expect("250 .*");
            }
            client.send("RCPT TO:<dora@other.test>").expect("452 4\\.5\\.3 .*");
            client.send("RCPT TO:<nobody@example.test>").expect("550 5\\.1\\.1 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw(LETTER).expect("250 .*");
        }
        assertThat(door.mail.letters("alice@example.test")).hasSize(1);
        assertThat(door.mail.letters("bob@example.test"))
                .singleElement()
                .asString()
                .startsWith("Return-Path: <>\r\n")
                .doesNotContain("alice", "for <");
        assertThat(door.mail.letters("carol@example.test")).isEmpty();
    }

    @Test
    void atMostAHundredRecipients() throws IOException {
        for (int i = 0; i < 101; i++) {
            door.mail.alias("a" + i + "@example.test", "alice@example.test");
        }
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<>").expect("250 .*");
            for (int i = 0; i < 100; i++) {
                client.send("RCPT TO:<a" + i + "@example.test>").expect("250 .*");
            }
            client.send("RCPT TO:<a100@example.test>").expect("452 4\\.5\\.3 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw(LETTER).expect("250 .*");
        }
        assertThat(door.mail.letters("alice@example.test")).hasSize(1);
    }

    @Test
    void pipelinedLetters() throws IOException {
        StringBuilder all = new StringBuilder("EHLO x\r\n");
        for (int i = 0; i < 50; i++) {
            all.append("MAIL FROM:<s@far.test>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<nobody@example.test>\r\n");
            if (i % 10 == 0) {
                all.append("RSET\r\n");
            } else {
                all.append("DATA\r\n").append(LETTER);
            }
        }
        int letters = 45;
        try (LineClient client = door.connect()) {
            // Unknown recipients are errors, so that fewer than the limit may be in one session.
            client.sendRaw(all.toString().replace("RCPT TO:<nobody@example.test>\r\n", "") + "QUIT\r\n");
            client.expectUntil("221 .*");
            client.expectEnd();
        }
        assertThat(door.mail.letters("alice@example.test")).hasSize(letters);
    }

    @Test
    void aByteAtATime() throws IOException {
        try (Relay relay = new Relay(door.address());
                LineClient client = LineClient.connect(relay.address())) {
            client.sendRaw("EHLO x\r\nMAIL FROM:<s@far.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n" + LETTER
                    + "NOOP\r\nQUIT\r\n");
            String answers = client.expectUntil("221 .*");
            assertThat(answers).contains("354", "250 2.0.0 delivered", "250 2.0.0 ok");
            client.expectEnd();
        }
        assertThat(door.mail.letters("alice@example.test")).hasSize(1);
    }

    /// No second letter hides in the first, whichever line ends somebody else may have believed in.
    @ParameterizedTest
    @CsvFileSource(resources = "smuggling.csv", delimiter = '|', useHeadersInDisplayName = true)
    void smuggling(String name, String sequence) throws IOException {
        String end = sequence.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<s@far.test>").expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("Subject: one\r\n\r\nbody" + end
                    + "MAIL FROM:<boss@example.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\n"
                    + "Subject: two\r\n\r\nsmuggled\r\n.\r\n");
            client.expect("550 5\\.6\\.0 .*");
            client.send("NOOP").expect("250 .*");
        }
        assertThat(door.mail.letters("alice@example.test")).isEmpty();
        assertThat(door.mail.letters("bob@example.test")).isEmpty();
    }

    @Test
    void plaintextAfterStartTlsIsNeverDone() throws IOException {
        try (LineClient client = door.hello()) {
            client.sendRaw("STARTTLS\r\nMAIL FROM:<s@far.test>\r\n").expect("421 4\\.7\\.0 .*");
            client.expectEnd();
        }
    }

    @Test
    void startTlsForgetsWhatWasSaid() throws IOException {
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<s@far.test>").expect("250 .*");
            client.send("STARTTLS").expect("220 .*");
            client.handshake(TestDoor.trust())
                    .send("RCPT TO:<alice@example.test>")
                    .expect("503 .*");
            client.send("MAIL FROM:<s@far.test>").expect("503 .*");
        }
    }

    @Test
    void messagesAtAndOverTheSizeLimit() throws IOException {
        try (LineClient client = door.hello()) {
            int limit = TestDoor.MAX_MESSAGE;
            client.send("MAIL FROM:<> SIZE=" + (limit + 1)).expect("552 5\\.3\\.4 .*");
            client.send("MAIL FROM:<> SIZE=" + limit).expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("x".repeat(limit - 2) + "\r\n.\r\n").expect("250 .*");
            for (int over : new int[] {limit - 1, limit + 1_000}) {
                client.send("MAIL FROM:<>").expect("250 .*");
                client.send("RCPT TO:<alice@example.test>").expect("250 .*");
                client.send("DATA").expect("354 .*");
                client.sendRaw("x".repeat(over) + "\r\n.\r\n").expect("552 5\\.3\\.4 .*");
            }
            client.send("NOOP").expect("250 .*");
        }
        assertThat(door.mail.letters("alice@example.test")).hasSize(1);
    }

    @Test
    void aMessageWithoutAnEndIsCut() throws IOException {
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("x".repeat(2 * TestDoor.MAX_MESSAGE + 1)).expect("552 5\\.3\\.4 .*");
            client.expectEnd();
        }
    }

    @Test
    void withoutBudgetComeAgain() throws IOException {
        try (LineClient client = door.hello();
                var share = door.budget.open()) {
            assertThat(share.tryTake(1_000_000 - 50_000)).isTrue();
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("x".repeat(100_000) + "\r\n.\r\n").expect("452 4\\.3\\.1 .*");
            assertThat(share.tryTake(50_000)).isTrue();
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("452 4\\.3\\.1 .*");
            share.close();
            send(client, "alice@example.test");
            client.expect("250 .*");
        }
    }

    @Test
    void loopsAreCut() throws IOException {
        try (LineClient client = door.hello()) {
            for (int hops : new int[] {100, 101}) {
                client.send("MAIL FROM:<>").expect("250 .*");
                client.send("RCPT TO:<alice@example.test>").expect("250 .*");
                client.send("DATA").expect("354 .*");
                client.sendRaw("received: from x\r\n\tReceived: not one\r\n".repeat(hops)
                        + "\r\nReceived: in the body\r\n.\r\n");
                client.expect(hops == 100 ? "250 .*" : "554 5\\.4\\.6 .*");
            }
        }
    }

    @Test
    void textWithoutAHeaderStaysText() throws IOException {
        assertThat(delivered("just words\r\n")).endsWith("+0000\r\n\r\njust words\r\n");
        assertThat(delivered(" indented: words\r\n")).endsWith("+0000\r\n\r\n indented: words\r\n");
        assertThat(delivered("")).endsWith("+0000\r\n\r\n");
        assertThat(delivered("\r\nwords\r\n")).endsWith("+0000\r\n\r\nwords\r\n");
        assertThat(delivered("X-A-Name-That-Is-Rather-Long: x\r\n"))
                .endsWith("+0000\r\nX-A-Name-That-Is-Rather-Long: x\r\n");
        assertThat(delivered("From a@b Fri Nov 27\r\nSubject: x\r\n"))
                .contains("+0000\r\nFrom a@b Fri Nov 27\r\nSubject");
    }

    private String delivered(String data) throws IOException {
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw(data + ".\r\n").expect("250 .*");
        }
        return door.mail.letters("alice@example.test").getLast();
    }

    @Test
    void nulBytesAreRefused() throws IOException {
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("a\0b\r\n.\r\n").expect("550 5\\.6\\.0 .*");
            client.sendRaw("NO\0OP\r\n").expect("500 5\\.5\\.2 .*");
        }
    }

    @Test
    void linesOverTheLimitAreAnsweredAndForgotten() throws IOException {
        try (LineClient client = door.hello()) {
            client.send("NOOP " + "x".repeat(1_995)).expect("250 .*");
            client.send("NOOP " + "x".repeat(1_996)).expect("500 5\\.5\\.2 line too long");
            client.send("NOOP " + "x".repeat(1 << 20)).expect("500 5\\.5\\.2 line too long");
            client.sendRaw("NOOP\n").expect("500 5\\.5\\.2 lines end with CR LF");
            client.send("NOOP").expect("250 .*");
        }
    }

    @Test
    void tooManyErrorsEndTheSession() throws IOException {
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<>").expect("250 .*");
            for (int i = 0; i < Door.MAX_ERRORS; i++) {
                client.send("RCPT TO:<guess" + i + "@example.test>").expect("550 5\\.1\\.1 .*");
            }
            client.expect("421 4\\.7\\.0 .*");
            client.expectEnd();
        }
    }

    @Test
    void anEndInsideDataDeliversNothing() throws IOException {
        try (LineClient client = door.hello()) {
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<alice@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("half a letter\r\n.").endOutput().expectEnd();
        }
        assertThat(door.mail.letters("alice@example.test")).isEmpty();
        assertThat(door.mail.opened.get()).isZero();
    }

    @Test
    void stoppingSaysSo() throws IOException {
        try (LineClient client = door.hello()) {
            door.close();
            client.expect("421 4\\.3\\.2 .*");
            client.expectEnd();
        }
    }
}
