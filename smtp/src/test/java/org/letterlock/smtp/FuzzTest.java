package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.letterlock.wire.LineClient;

/// Seeded nonsense in whole sessions: whatever is said, each answer is a reply, nobody's mailbox stays
/// open, and the door lives.
class FuzzTest {
    private static final Pattern REPLY = Pattern.compile("[2-5]\\d\\d[ -][ -~]*");
    private static final String[] WORDS = {
        "EHLO x\r\n",
        "HELO x\r\n",
        "MAIL FROM:<>\r\n",
        "MAIL FROM:<a@b.test> SIZE=10\r\n",
        "RCPT TO:<alice@example.test>\r\n",
        "RCPT TO:<bob@example.test>\r\n",
        "RCPT TO:<dora@other.test>\r\n",
        "DATA\r\n",
        "Subject: x\r\n\r\nx\r\n.\r\n",
        ".\r\n",
        "\r\n.\r\n",
        "\n.\n",
        "..\r\n",
        "RSET\r\n",
        "NOOP\r\n",
        "VRFY x\r\n",
        "AUTH PLAIN\r\n",
        "AUTH LOGIN\r\n",
        "*\r\n",
        "\r",
        "\n",
        "\0",
        "\u00ff\u00fe",
        "<",
        ">",
        "@",
        "x",
        "MAIL ",
        "RCPT TO:",
        "BDAT 5 LAST\r\n",
        "HELP\r\n"
    };

    @Test
    void sessions() throws IOException {
        try (TestDoor door = TestDoor.reception()) {
            for (int seed = 0; seed < 400; seed++) {
                session(door, new Random(seed), seed);
            }
            try (LineClient client = door.hello()) {
                client.send("NOOP").expect("250 .*");
            }
            assertThat(door.mail.opened.get()).isEqualTo(door.mail.closed.get());
            assertThat(door.budget.used()).isZero();
        }
    }

    private static void session(TestDoor door, Random random, int seed) throws IOException {
        StringBuilder said = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            said.append(WORDS[random.nextInt(WORDS.length)]);
        }
        try (LineClient client = LineClient.connect(door.address())) {
            client.sendRaw(said.toString()).endOutput();
            for (@Nullable String line = client.line(); line != null; line = client.line()) {
                assertThat(line).as("seed %d", seed).matches(REPLY);
            }
        } catch (SocketException e) {
            // The door has closed while input was still under way.
            assertThat(e.getMessage()).as("seed %d", seed).containsAnyOf("reset", "Broken pipe");
        }
    }
}
