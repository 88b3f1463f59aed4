package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;

/// APPEND, STORE, COPY, MOVE, EXPUNGE, CLOSE, IDLE: with two clients, since it is what the other sees
/// that counts.
class MessagesTest {
    private Sessions sessions;
    private Client alice;
    private Client other;
    /// UIDVALIDITY of INBOX, Sent and Trash.
    private String inbox;

    private String sent;
    private String trash;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions();
        Client first = sessions.alice();
        first.append("INBOX", "one");
        first.append("INBOX", "two");
        first.append("INBOX", "three");
        inbox = first.validity("INBOX");
        sent = first.validity("Sent");
        trash = first.validity("Trash");
        alice = sessions.inbox();
        other = sessions.inbox();
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    @Test
    void appendTellsTheUidAndEveryClientOfTheMessage() throws IOException {
        Sessions.Answer answer = alice.append("INBOX (\\Draft) \"17-Jul-1996 02:44:25 -0700\"", "four");
        assertThat(answer.lines()).containsExactly("* 4 EXISTS");
        assertThat(answer.tagged()).isEqualTo("OK [APPENDUID " + inbox + " 4] Appended");
        assertThat(other.told(1)).containsExactly("* 4 EXISTS");
        assertThat(other.ok("FETCH 4 (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])")
                        .lines())
                .containsExactly("* 4 FETCH (FLAGS (\\Draft) INTERNALDATE \"17-Jul-1996 09:44:25 +0000\""
                        + " RFC822.SIZE 4 BODY[] {4}\nfour)");
    }

    @Test
    void appendOfSeveralMessagesIsOne() throws IOException {
        Sessions.Answer answer = alice.ok("APPEND Sent {1+}\r\na (\\Seen) {2+}\r\nbb");
        assertThat(answer.tagged()).isEqualTo("OK [APPENDUID " + sent + " 1:2] Appended");
    }

    @Test
    void appendWithASynchronizingLiteralIsInvited() throws IOException {
        alice.line.send("a APPEND INBOX {4}");
        alice.line.expect("\\+ OK");
        alice.line.send("four");
        alice.line.expect("\\* 4 EXISTS");
        alice.line.expect("a OK \\[APPENDUID " + inbox + " 4\\] .*");
    }

    @Test
    void appendToNowhereAsksForCreate() throws IOException {
        assertThat(alice.no("APPEND nowhere {1+}\r\na").tagged()).startsWith("NO [TRYCREATE]");
        assertThat(alice.no("APPEND INBOX {3+}\r\na\0b").tagged()).startsWith("NO [CANNOT]");
        assertThat(alice.no("APPEND INBOX {0+}\r\n").tagged()).startsWith("NO [CANNOT]");
    }

    @Test
    void storeTellsBothClients() throws IOException {
        assertThat(alice.ok("STORE 1:2 +FLAGS (\\Flagged)").lines())
                .containsExactly("* 1 FETCH (FLAGS (\\Flagged))", "* 2 FETCH (FLAGS (\\Flagged))");
        assertThat(alice.ok("NOOP").lines()).isEmpty();
        assertThat(other.told(2))
                .containsExactly("* 1 FETCH (UID 1 FLAGS (\\Flagged))", "* 2 FETCH (UID 2 FLAGS (\\Flagged))");
        assertThat(alice.ok("UID STORE 2 FLAGS.SILENT ()").lines()).isEmpty();
        assertThat(other.told(1)).containsExactly("* 2 FETCH (UID 2 FLAGS ())");
    }

    @Test
    void newKeywordsAreAnnounced() throws IOException {
        assertThat(alice.ok("STORE 1 +FLAGS (work)").lines())
                .containsExactly(
                        "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft work)",
                        "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft work \\*)] Flags permitted",
                        "* 1 FETCH (FLAGS (work))");
        assertThat(other.told(3)).hasSize(3);
    }

    @Test
    void sequenceNumbersStandStillWhileTheyAreInUse() throws IOException {
        alice.ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
        assertThat(alice.ok("EXPUNGE").lines()).containsExactly("* 1 EXPUNGE");
        assertThat(other.ok("FETCH 2:3 UID").lines())
                .as("no EXPUNGE while FETCH uses numbers")
                .containsExactly("* 2 FETCH (UID 2)", "* 3 FETCH (UID 3)");
    }

    @Test
    void expungeReachesTheOtherClientWhereItIsAllowed() throws IOException {
        alice.ok("STORE 1,3 +FLAGS.SILENT (\\Deleted)");
        assertThat(alice.ok("EXPUNGE").lines()).containsExactly("* 3 EXPUNGE", "* 1 EXPUNGE");
        Sessions.Answer gone = other.ok("FETCH 1 FLAGS");
        assertThat(gone.lines()).isEmpty();
        assertThat(gone.tagged()).startsWith("OK [EXPUNGEISSUED]");
        assertThat(other.ok("FETCH 2 UID").lines()).containsExactly("* 2 FETCH (UID 2)");
        assertThat(other.told(2)).containsExactly("* 3 EXPUNGE", "* 1 EXPUNGE");
        assertThat(other.ok("FETCH 1 UID").lines()).containsExactly("* 1 FETCH (UID 2)");
    }

    @Test
    void uidExpungeTakesOnlyWhatItNames() throws IOException {
        alice.ok("STORE 1:3 +FLAGS.SILENT (\\Deleted)");
        assertThat(alice.ok("UID EXPUNGE 2").lines()).containsExactly("* 2 EXPUNGE");
        assertThat(alice.ok("UID EXPUNGE 77").lines()).isEmpty();
        assertThat(alice.ok("UID FETCH 1:* UID").lines()).containsExactly("* 1 FETCH (UID 1)", "* 2 FETCH (UID 3)");
    }

    @Test
    void closeExpungesInSilenceAndUnselectDoesNot() throws IOException {
        alice.ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
        alice.ok("UNSELECT");
        assertThat(alice.ok("STATUS INBOX (MESSAGES)").lines()).containsExactly("* STATUS INBOX (MESSAGES 3)");
        alice.ok("SELECT INBOX");
        assertThat(alice.ok("CLOSE").lines()).isEmpty();
        assertThat(alice.ok("STATUS INBOX (MESSAGES)").lines()).containsExactly("* STATUS INBOX (MESSAGES 2)");
    }

    @Test
    void copyTellsTheUids() throws IOException {
        assertThat(alice.ok("COPY 1,3 Sent").tagged()).isEqualTo("OK [COPYUID " + sent + " 1,3 1:2] Copied");
        assertThat(alice.ok("UID COPY 77 Sent").tagged()).isEqualTo("OK Nothing to copy");
        assertThat(alice.no("COPY 1 nowhere").tagged()).startsWith("NO [TRYCREATE]");
        assertThat(alice.ok("COPY 1 INBOX").lines()).containsExactly("* 4 EXISTS");
        assertThat(alice.bad("COPY 9 Sent").tagged()).isEqualTo("BAD No such message");
    }

    @Test
    void moveTellsTheUidsBeforeTheExpunges() throws IOException {
        assertThat(alice.ok("MOVE 1:2 Trash").toString()).isEqualTo("""
                        * OK [COPYUID %s 1:2 1:2] Moved
                        * 2 EXPUNGE
                        * 1 EXPUNGE
                        OK Moved""".formatted(trash));
        assertThat(other.told(2)).containsExactly("* 2 EXPUNGE", "* 1 EXPUNGE");
        assertThat(other.ok("UID MOVE 3 Trash").lines())
                .containsExactly("* OK [COPYUID " + trash + " 3 3] Moved", "* 1 EXPUNGE");
        assertThat(alice.told(1)).containsExactly("* 1 EXPUNGE");
    }

    @Test
    void idleTellsWhatComesAndGoes() throws IOException {
        other.line.send("i IDLE");
        other.line.expect("\\+ idling");
        alice.append("INBOX", "four");
        other.line.expect("\\* 4 EXISTS");
        alice.ok("STORE 2 +FLAGS.SILENT (\\Deleted)");
        alice.ok("EXPUNGE");
        other.line.expect("\\* 2 EXPUNGE");
        other.line.send("done");
        other.line.expect("i OK .*");
        other.ok("NOOP");
    }

    @Test
    void flagsWaitUntilIdleEndsSinceItRenewsNoLease() throws IOException {
        other.line.send("i IDLE");
        other.line.expect("\\+ idling");
        alice.ok("STORE 1 +FLAGS.SILENT (\\Flagged)");
        alice.append("INBOX", "four");
        other.line.expect("\\* 4 EXISTS");
        other.line.send("DONE");
        other.line.expect("\\* 1 FETCH \\(UID 1 FLAGS \\(.Flagged\\)\\)");
        other.line.expect("i OK .*");
    }

    @Test
    void whatHasHappenedBeforeIdleIsToldAtOnce() throws IOException {
        alice.append("INBOX", "four");
        other.line.send("i IDLE");
        other.line.expect("\\+ idling");
        other.line.expect("\\* 4 EXISTS");
        other.line.send("NOOP");
        other.line.expect("i BAD Expected DONE");
        other.ok("NOOP");
    }
}
