package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.wire.LineClient;

/// One answer for several mailboxes: nothing lost, nothing twice.
class DeliveryTest {
    private TestDoor door;
    private LineClient client;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.reception();
        client = door.hello();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        assertThat(door.mail.opened.get()).isEqualTo(door.mail.closed.get());
        door.close();
    }

    private void send(String body, String expected, String... recipients) throws IOException {
        client.send("MAIL FROM:<sender@far.test>").expect("250 .*");
        for (String to : recipients) {
            client.send("RCPT TO:<" + to + "@example.test>").expect("250 .*");
        }
        client.send("DATA").expect("354 .*");
        client.sendRaw(body + "\r\n.\r\n").expect(expected);
    }

    private int letters(String user) {
        return door.mail.letters(user + "@example.test").size();
    }

    @Test
    void aRefusedKeyIsA451AndNobodyGetsIt() throws IOException {
        door.mail.fail("bob@example.test", FakeMail.Failure.KEY_REFUSED);
        send("one", "451 4\\.7\\.0 .*", "alice", "bob", "carol");
        assertThat(letters("alice") + letters("carol")).isZero();
        door.mail.fail("bob@example.test", null);
        send("one", "250 .*", "alice", "bob", "carol");
        assertThat(letters("alice")).isOne();
        assertThat(letters("bob")).isOne();
        assertThat(letters("carol")).isOne();
    }

    @Test
    void noMailboxIsOpenedBeforeTheEndOfData() throws IOException {
        door.mail.fail("bob@example.test", FakeMail.Failure.KEY_REFUSED);
        client.send("MAIL FROM:<sender@far.test>").expect("250 .*");
        client.send("RCPT TO:<alice@example.test>").expect("250 .*");
        client.send("RCPT TO:<bob@example.test>").expect("250 .*");
        client.send("DATA").expect("354 .*");
        client.sendRaw("a\n.\r\n.\r\n").expect("550 5\\.6\\.0 .*");
        assertThat(door.mail.opened.get()).isZero();
    }

    @Test
    void whoHasItAlreadyDoesNotGetItAgain() throws IOException {
        door.mail.fail("bob@example.test", FakeMail.Failure.KEY_LOST_IN_BETWEEN);
        send("one", "451 4\\.7\\.0 .*", "alice", "bob", "carol");
        assertThat(letters("alice")).isOne();
        assertThat(letters("carol")).isOne();
        send("one", "451 4\\.7\\.0 .*", "carol", "bob", "alice");
        door.mail.fail("bob@example.test", null);
        send("one", "250 .*", "alice", "bob", "carol");
        assertThat(letters("alice")).isOne();
        assertThat(letters("bob")).isOne();
        assertThat(letters("carol")).isOne();
    }

    @Test
    void anotherLetterAndTheSameOnPurposeDoArrive() throws IOException {
        door.mail.fail("bob@example.test", FakeMail.Failure.DAMAGED);
        send("one", "451 4\\.3\\.0 .*", "alice", "bob");
        send("two", "250 .*", "alice");
        assertThat(letters("alice")).isEqualTo(2);
        door.mail.fail("bob@example.test", null);
        send("one", "250 .*", "alice", "bob");
        assertThat(letters("alice")).isEqualTo(2);
        send("one", "250 .*", "alice", "bob");
        assertThat(letters("alice")).isEqualTo(3);
        assertThat(letters("bob")).isEqualTo(2);
    }

    @Test
    void fullMailboxesAndDisksAreTemporary() throws IOException {
        door.mail.fail("bob@example.test", FakeMail.Failure.OVER_QUOTA);
        send("one", "452 4\\.2\\.2 .*", "bob");
        door.mail.fail("bob@example.test", FakeMail.Failure.DISK_FULL);
        send("one", "452 4\\.3\\.1 .*", "bob");
        door.mail.fail("bob@example.test", null);
        send("one", "250 .*", "bob");
        assertThat(letters("bob")).isOne();
    }
}
