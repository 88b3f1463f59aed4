package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;
import org.letterlock.mailbox.NewMessage;

/// What a session keeps beyond a lease, and what closes with it (DP-12, DP-20): over the sealed
/// mailbox, with the clocks in hand.
class LeaseTest {
    private final House house = new House();
    private Sessions sessions;
    private Client alice;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions(Sessions.settings(40 << 20), house);
        alice = sessions.alice();
        alice.append("INBOX", "Subject: one\r\n\r\nbody");
        alice.ok("SELECT INBOX");
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    @Test
    void aMinuteOfCommandsIsOneDecrypt() throws IOException {
        int before = house.kms.decrypts.get();
        for (int i = 0; i < 20; i++) {
            alice.ok("FETCH 1 (FLAGS ENVELOPE BODY[])");
            alice.ok("SEARCH BODY body");
        }
        assertThat(house.kms.decrypts.get()).isEqualTo(before);
        house.minutePasses();
        alice.ok("FETCH 1 BODY[]");
        alice.ok("NOOP");
        assertThat(house.kms.decrypts.get()).isEqualTo(before + 1);
    }

    @Test
    void anIdlingClientHearsOfMailWithoutALease() throws Exception {
        alice.line.send("i IDLE");
        alice.line.expect("\\+ idling");
        house.minutePasses();
        int before = house.kms.decrypts.get();
        house.deliver(List.of(new NewMessage("Subject: two\r\n\r\n".getBytes(), Set.of(), 1)));
        alice.line.expect("\\* 2 EXISTS");
        assertThat(house.kms.decrypts.get()).as("the delivery's own").isEqualTo(before + 1);
        house.kms.refusing = true;
        alice.line.send("DONE");
        alice.line.expect("i OK .*");
    }

    @Test
    void aRevokedKeyClosesEveryDoorWithinAMinuteAndOpensThemAgain() throws IOException {
        house.kms.refusing = true;
        alice.ok("FETCH 1 BODY.PEEK[]");
        house.minutePasses();
        for (String command : new String[] {
            "FETCH 1 BODY.PEEK[]",
            "FETCH 1 FLAGS",
            "SEARCH ALL",
            "STORE 1 +FLAGS (\\Seen)",
            "COPY 1 Sent",
            "LIST \"\" *"
        }) {
            assertThat(alice.no(command).tagged()).as(command).startsWith("NO [UNAVAILABLE]");
        }
        alice.ok("NOOP");
        assertThat(sessions.tls().no("LOGIN alice@example.test secret").tagged())
                .startsWith("NO [UNAVAILABLE]");
        house.kms.refusing = false;
        house.time.pass(Duration.ofSeconds(5));
        assertThat(alice.ok("FETCH 1 BODY.PEEK[TEXT]").lines()).containsExactly("* 1 FETCH (BODY[TEXT] {4}\nbody)");
    }

    @Test
    void aFetchInFlightEndsWithItsLease() throws IOException {
        int size = 32 << 20;
        alice.append("INBOX", "x".repeat(size));
        alice.line.send("f FETCH 2 BODY.PEEK[]");
        alice.line.expect("\\* 2 FETCH \\(BODY\\[\\] \\{" + size + "\\}");
        house.kms.refusing = true;
        house.minutePasses();
        int read = 0;
        try {
            while (read < size) {
                alice.line.bytes(1_024);
                read += 1_024;
            }
        } catch (IOException | AssertionError e) {
            assertThat(e).as("the connection is cut").isNotNull();
        }
        assertThat(read).isLessThan(size);
    }
}
