package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;

/// What a client sees when the key is refused, or a message is damaged.
class FaultsTest {
    private final FakeMailboxes mailboxes = new FakeMailboxes();
    private Sessions sessions;
    private Client alice;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions(Sessions.settings(), mailboxes);
        alice = sessions.alice();
        alice.append("INBOX", "one");
        alice.append("INBOX", "x".repeat(100_000));
        alice.append("INBOX", "three");
        alice.ok("SELECT INBOX");
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    @Test
    void aRefusedKeyIsUnavailableAndHeals() throws IOException {
        mailboxes.keyRefused = true;
        for (String command : new String[] {
            "FETCH 1 FLAGS",
            "FETCH 1 BODY[]",
            "STORE 1 FLAGS ()",
            "COPY 1 Sent",
            "MOVE 1 Sent",
            "EXPUNGE",
            "SELECT INBOX",
            "LIST \"\" *",
            "STATUS INBOX (MESSAGES)",
            "CREATE x",
            "APPEND INBOX {1+}\r\na"
        }) {
            assertThat(alice.no(command).tagged()).startsWith("NO [UNAVAILABLE]");
            if (command.startsWith("SELECT")) {
                mailboxes.keyRefused = false;
                alice.ok("SELECT INBOX");
                mailboxes.keyRefused = true;
            }
        }
        alice.ok("NOOP");
        mailboxes.keyRefused = false;
        assertThat(alice.ok("FETCH 1 BODY.PEEK[]").lines()).containsExactly("* 1 FETCH (BODY[] {3}\none)");
    }

    @Test
    void withoutTheKeyComingAndGoingIsToldAndFlagsWait() throws IOException {
        Client other = sessions.inbox();
        other.ok("STORE 1 +FLAGS.SILENT (\\Flagged)");
        other.append("INBOX", "four");
        mailboxes.keyRefused = true;
        assertThat(alice.ok("NOOP").lines()).containsExactly("* 4 EXISTS");
        mailboxes.keyRefused = false;
        assertThat(alice.ok("NOOP").lines()).containsExactly("* 1 FETCH (UID 1 FLAGS (\\Flagged))");
    }

    @Test
    void aKeyRefusedBeforeALiteralBeginsIsAnAnswer() throws IOException {
        mailboxes.breakAfter = 0;
        assertThat(alice.no("FETCH 2 BODY.PEEK[]").tagged()).startsWith("NO [UNAVAILABLE]");
        mailboxes.breakAfter = Long.MAX_VALUE;
        alice.ok("FETCH 2 BODY.PEEK[]");
    }

    @Test
    void aKeyRefusedInsideALiteralClosesTheConnectionAtOnce() throws IOException {
        mailboxes.breakAfter = 50_000;
        alice.line.send("a FETCH 2 BODY.PEEK[]");
        alice.line.expect("\\* 2 FETCH \\(BODY\\[\\] \\{100000\\}");
        assertThat(readToEnd()).isLessThanOrEqualTo(50_000);
    }

    private int readToEnd() {
        int read = 0;
        try {
            while (true) {
                alice.line.bytes(1);
                read++;
            }
        } catch (IOException | AssertionError e) {
            return read;
        }
    }

    @Test
    void aDamagedMessageFailsAloneAndByName() throws IOException {
        mailboxes.damaged = Set.of(2L);
        Sessions.Answer answer = alice.no("FETCH 1:3 (UID BODY.PEEK[]<0.3>)");
        assertThat(answer.lines())
                .containsExactly("* 1 FETCH (UID 1 BODY[]<0> {3}\none)", "* 3 FETCH (UID 3 BODY[]<0> {3}\nthr)");
        assertThat(answer.tagged()).startsWith("NO [CORRUPTION]");
    }
}
