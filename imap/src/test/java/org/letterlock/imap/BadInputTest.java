package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;

/// What no client should send, and what it gets: a clear answer, and a connection that goes on where
/// that is possible.
class BadInputTest {
    private Sessions sessions;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions();
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    @Test
    void aLiteralOfFourGibibytesIsRefusedBeforeItComes() throws IOException {
        Client alice = sessions.alice();
        alice.line.send("a APPEND INBOX {4294967296}");
        alice.line.expect("a NO \\[TOOBIG\\] .*");
        alice.line.send("b SELECT {99999999999999999999}");
        alice.line.expect("b BAD Literal too big");
        alice.ok("NOOP");
    }

    @Test
    void aLiteralThatIsNotAskedForIsDroppedUpToALimit() throws IOException {
        Client alice = sessions.alice();
        int big = (1 << 20) + 1;
        alice.line.send("a APPEND INBOX {" + big + "+}");
        alice.line.sendRaw(new byte[big]);
        alice.line.send(" {2+}");
        alice.line.send("xx");
        alice.line.expect("a NO \\[TOOBIG\\] .*");
        alice.ok("NOOP");
        alice.line.send("b APPEND INBOX {4294967296+}");
        alice.line.expect("\\* BYE Literal too big");
        alice.line.expectEnd();
    }

    @Test
    void aStrangerGetsLess() throws IOException {
        Client client = sessions.tls();
        client.line.send("a LOGIN {4097}");
        client.line.expect("a BAD Literal too big");
        client.line.send("b LOGIN {65536+}");
        client.line.expect("\\* BYE .*");
        client.line.expectEnd();
    }

    @Test
    void aLineOfOneMebibyteIsRefusedAndTheConnectionGoesOn() throws IOException {
        Client alice = sessions.alice();
        alice.line.send("a SELECT " + "x".repeat(1 << 20));
        alice.line.expect("a BAD Command line too long");
        alice.ok("NOOP");
        Client stranger = sessions.clear();
        stranger.line.send("a SELECT " + "x".repeat(1 << 20));
        stranger.line.expect("a BAD Command line too long");
        stranger.ok("NOOP");
    }

    @Test
    void manySmallPartsAreOneLineTogether() throws IOException {
        Client alice = sessions.alice();
        StringBuilder command = new StringBuilder("a LOGIN");
        for (int i = 0; i < 300; i++) {
            command.append(" {1+}\r\nx");
        }
        alice.line.send(command.toString());
        alice.line.expect("a BAD Literal too big");
        alice.ok("NOOP");
    }

    @Test
    void twentyBadCommandsInARowEndTheConnection() throws IOException {
        Client alice = sessions.alice();
        for (int i = 0; i < 19; i++) {
            alice.bad("BOGUS");
        }
        alice.ok("NOOP");
        for (int i = 0; i < 20; i++) {
            alice.bad("BOGUS");
        }
        alice.line.expect("\\* BYE Too many bad commands");
        alice.line.expectEnd();
    }

    @Test
    void noTagNoTaggedAnswer() throws IOException {
        Client alice = sessions.alice();
        alice.line.send("");
        alice.line.expect("\\* BAD Expected a tag");
        alice.line.send("\0\0\0");
        alice.line.expect("\\* BAD Expected a tag");
        alice.line.send("GET / HTTP/1.1");
        alice.line.expect("GET BAD .*");
        alice.ok("NOOP");
    }

    @Test
    void oddMailboxNames() throws IOException {
        Client alice = sessions.alice();
        alice.no("SELECT " + "x".repeat(1_000));
        alice.bad("SELECT " + "x".repeat(5_000));
        alice.no("SELECT ../../etc/passwd");
        alice.bad("SELECT %");
        alice.no("SELECT \"%\"");
        alice.no("SELECT \"*\"");
        alice.bad("SELECT \"a\tb\"");
        alice.bad("SELECT \"a\0b\"");
        alice.no("SELECT \"\"");
        alice.no("CREATE ../x");
        alice.no("CREATE x/..");
        alice.ok("NOOP");
    }

    @Test
    void patternsThatLoveBacktrackingAreCheap() throws IOException {
        Client alice = sessions.alice();
        alice.ok("CREATE " + "a".repeat(250));
        assertThat(alice.ok("LIST \"\" \"" + "*a".repeat(30) + "b\"").lines()).isEmpty();
        alice.bad("LIST \"\" \"" + "*a".repeat(100) + "\"");
    }

    @Test
    void aCommandByteByByteIsTheSame() throws IOException {
        Client alice = sessions.alice();
        alice.line.sendSlowly("a APPEND INBOX (\\Seen) {5+}\r\nhello\r\nb SELECT INBOX\r\nc FETCH 1 BODY[]\r\n");
        alice.line.expect("a OK .*");
        alice.line.expectUntil("b OK .*");
        assertThat(alice.answer("c").lines()).containsExactly("* 1 FETCH (BODY[] {5}\nhello)");
    }

    @Test
    void pipelinedCommandsAreAnsweredInOrder() throws IOException {
        Client alice = sessions.alice();
        alice.line.sendRaw("a NOOP\r\nb BOGUS\r\nc NOOP\r\n");
        alice.line.expect("a OK .*");
        alice.line.expect("b BAD .*");
        alice.line.expect("c OK .*");
    }
}
