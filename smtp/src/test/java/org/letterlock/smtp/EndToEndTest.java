package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.directory.Organization;
import org.letterlock.directory.User;
import org.letterlock.wire.Doors;
import org.letterlock.wire.LineClient;
import org.letterlock.wire.TestCertificate;

/// Both doors before the real directory, keyring, KMS and mailboxes.
class EndToEndTest {
    private final House house = new House();
    private Organization example;
    private User alice;
    private User bob;
    private SmtpServer reception;
    private SmtpServer submission;

    @BeforeEach
    void open() throws Exception {
        example = house.organization("example", "example.test");
        alice = house.user(example, "alice@example.test", "correct horse");
        bob = house.user(example, "bob@example.test", "battery staple");
        reception = SmtpServer.reception(house.settings, Doors.anyPort(), house.directory, house.mailboxes);
        submission = SmtpServer.submission(house.settings, Doors.anyPort(), false, house.directory, house.mailboxes);
    }

    @AfterEach
    void close() {
        reception.close();
        submission.close();
        house.close();
    }

    private LineClient greeted(SmtpServer door) throws IOException {
        LineClient client = LineClient.connect(door.address());
        client.expect("220 .*");
        client.send("EHLO client.test").expectUntil("250 .*");
        return client;
    }

    private static void send(LineClient client, String from, String to, String letter, String answer)
            throws IOException {
        client.send("MAIL FROM:<" + from + ">").expect("250 .*");
        client.send("RCPT TO:<" + to + ">").expect("250 .*");
        client.send("DATA").expect("354 .*");
        client.sendRaw(letter + "\r\n.\r\n").expect(answer);
    }

    @Test
    void fromAliceToBob() throws Exception {
        try (LineClient client = greeted(submission)) {
            client.send("STARTTLS").expect("220 .*");
            client.handshake(TestCertificate.trusting(House.CERTIFICATE));
            client.send("EHLO client.test").expectUntil("250 .*");
            client.send("AUTH PLAIN " + TestDoor.plain("alice@example.test", "wrong"))
                    .expect("535 5\\.7\\.8 .*");
            client.send("AUTH PLAIN " + TestDoor.plain("alice@example.test", "correct horse"))
                    .expect("235 .*");
            client.send("MAIL FROM:<bob@example.test>").expect("553 .*");
            send(client, "alice@example.test", "bob@example.test", "Subject: x\r\n\r\nhello bob", "250 .*");
        }
        assertThat(house.letters(bob))
                .singleElement()
                .asString()
                .startsWith("Return-Path: <alice@example.test>\r\nReceived: ")
                .endsWith("Subject: x\r\n\r\nhello bob\r\n");
        assertThat(house.letters(alice)).isEmpty();
    }

    @Test
    void largeLettersArriveWhole() throws Exception {
        StringBuilder body = new StringBuilder("Subject: large\r\n\r\n");
        Random random = new Random(5);
        while (body.length() < 5_000_000) {
            body.append("line ").append(random.nextLong()).append("\r\n");
        }
        try (LineClient client = greeted(reception)) {
            send(client, "s@far.test", "bob@example.test", body + "end", "250 .*");
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<carol@example.test>").expect("550 5\\.1\\.1 .*");
            client.send("RCPT TO:<a@far.test>").expect("550 5\\.7\\.1 .*");
        }
        assertThat(house.letters(bob)).singleElement().asString().endsWith(body + "end\r\n");
    }

    /// Who is unknown is still told, whose key is refused is told to come again.
    @Test
    void whileTheGrantIsRevokedLettersAreHeldByTheirSenders() throws Exception {
        house.revoke(example);
        try (LineClient client = greeted(reception)) {
            send(client, "s@far.test", "bob@example.test", "Subject: x\r\n\r\nx", "451 4\\.7\\.0 .*");
            client.send("MAIL FROM:<>").expect("250 .*");
            client.send("RCPT TO:<carol@example.test>").expect("550 5\\.1\\.1 .*");
        }
    }
}
