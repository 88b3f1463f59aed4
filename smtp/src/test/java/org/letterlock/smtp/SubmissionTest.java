package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.letterlock.smtp.TestDoor.base64;
import static org.letterlock.smtp.TestDoor.plain;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.wire.LineClient;

/// Sessions of our own users (RFC 6409, RFC 4954).
class SubmissionTest {
    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.submission();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aLetterFromAliceToAllOrganizationsHere() throws IOException {
        try (LineClient client = door.loggedIn("alice")) {
            client.send("MAIL FROM:<al@example.test>").expect("250 .*");
            client.send("RCPT TO:<bob@example.test>").expect("250 .*");
            client.send("RCPT TO:<dora@other.test>").expect("250 .*");
            client.send("RCPT TO:<a@far.test>").expect("550 5\\.7\\.1 .*relaying is not available");
            client.send("DATA").expect("354 .*");
            client.sendRaw("From: alice@example.test\r\n\r\nhello\r\n.\r\n").expect("250 2\\.0\\.0 .*");
        }
        assertThat(door.mail.letters("dora@other.test")).hasSize(1);
        assertThat(door.mail.letters("bob@example.test"))
                .singleElement()
                .asString()
                .matches("Return-Path: <al@example\\.test>\r\n"
                        + "Received: by mx\\.example\\.test with ESMTPSA \\(TLSv1\\.3 \\w+\\) id ([0-9a-f]+);\r\n"
                        + "\tTue, 24 Nov 2026 12:00:00 \\+0000\r\n"
                        + "Date: Tue, 24 Nov 2026 12:00:00 \\+0000\r\n"
                        + "Message-ID: <\\1@mx\\.example\\.test>\r\n"
                        + "From: alice@example.test\r\n\r\nhello\r\n");
    }

    @Test
    void whatTheClientSetIsLeft() throws IOException {
        try (LineClient client = door.loggedIn("alice")) {
            client.send("MAIL FROM:<alice@example.test>").expect("250 .*");
            client.send("RCPT TO:<bob@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("DATE: now\r\nmessage-id: <x@y>\r\n\r\nhello\r\n.\r\n")
                    .expect("250 .*");
        }
        assertThat(door.mail.letters("bob@example.test").getFirst())
                .doesNotContain("Date:", "Message-ID:")
                .contains("DATE: now");
    }

    @Test
    void nobodySendsWithoutLogInNorAsSomebodyElse() throws IOException {
        try (LineClient client = door.helloTls()) {
            client.send("MAIL FROM:<alice@example.test>").expect("530 5\\.7\\.0 .*");
        }
        try (LineClient client = door.loggedIn("alice")) {
            client.send("MAIL FROM:<bob@example.test>").expect("553 5\\.7\\.1 .*");
            client.send("MAIL FROM:<a@far.test>").expect("553 5\\.7\\.1 .*");
            client.send("MAIL FROM:<>").expect("250 .*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: bob@example.test",
                "From: Alice <bob@example.test>",
                "From: alice@example.test, bob@example.test",
                "From: the boss <ceo@far.test>",
                "From: bob",
                "From : bob@example.test",
                "from                        : bob@example.test",
                "From:\r\n bob@example.test",
                "From: alice@example.test\r\nSender: bob@example.test",
                "no field\r\nFrom: bob@example.test",
                "From: us: alice@example.test, bob@example.test;"
            })
    void theHeaderNamesNobodyElseEither(String header) throws IOException {
        assertThat(answer(header)).startsWith("550 5.7.1 From and Sender");
        assertThat(door.mail.letters("bob@example.test")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: =?utf-8?q?Alice?= <alice@Example.TEST>",
                "From: \"bob@example.test\" <al@example.test>",
                "From: \"odd name\"@example.test\r\nSender: alice@example.test",
                "Reply-To: bob@example.test\r\nFrom: alice@example.test",
                "Subject: no author",
                "Subject: the text names bob\r\n\r\nFrom: bob@example.test"
            })
    void ownAddressesInAnySpelling(String header) throws IOException {
        assertThat(answer(header)).startsWith("250 ");
    }

    @Test
    void oneAuthorshipThatAllReadersReadAlike() throws IOException {
        assertThat(answer("From: alice@example.test\r\nFrom: alice@example.test"))
                .startsWith("550 5.6.0 ");
        assertThat(answer("From: alice@example.test" + ",\r\n alice@example.test".repeat(1_000)))
                .startsWith("550 5.6.0 ");
    }

    private String answer(String header) throws IOException {
        try (LineClient client = door.loggedIn("alice")) {
            client.send("MAIL FROM:<alice@example.test>").expect("250 .*");
            client.send("RCPT TO:<bob@example.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            return client.sendRaw(header + "\r\n\r\nhello\r\n.\r\n").expect("[0-9]{3} .*");
        }
    }

    @Test
    void noPasswordInTheClear() throws IOException {
        try (LineClient client = door.connect()) {
            assertThat(client.send("EHLO x").expectUntil("250 .*")).doesNotContain("AUTH");
            client.send("AUTH PLAIN " + plain("alice@example.test", "alice")).expect("538 5\\.7\\.11 .*");
            client.send("AUTH LOGIN").expect("538 5\\.7\\.11 .*");
            client.send("MAIL FROM:<alice@example.test>").expect("530 5\\.7\\.0 .*");
        }
    }

    @Test
    void implicitTls() throws IOException {
        try (TestDoor tls = TestDoor.submissions();
                LineClient client = LineClient.connectTls(tls.address(), TestDoor.trust())) {
            client.expect("220 .*");
            assertThat(client.send("EHLO x").expectUntil("250 .*")).contains("AUTH PLAIN LOGIN");
            client.send("AUTH PLAIN " + plain("alice@example.test", "alice")).expect("235 .*");
        }
    }

    @Test
    void formsOfAuth() throws IOException {
        String alice = "alice@example.test";
        try (LineClient client = door.helloTls()) {
            client.send("AUTH PLAIN").expect("334 ");
            client.send(plain(alice, "alice")).expect("235 2\\.7\\.0 .*");
            client.send("AUTH PLAIN " + plain(alice, "alice")).expect("503 .*");
            client.send("EHLO x").expectUntil("250 .*");
            client.send("MAIL FROM:<alice@example.test>").expect("250 .*");
        }
        try (LineClient client = door.helloTls()) {
            client.send("AUTH LOGIN").expect("334 VXNlcm5hbWU6");
            client.send(base64(alice)).expect("334 UGFzc3dvcmQ6");
            client.send(base64("alice")).expect("235 .*");
        }
        try (LineClient client = door.helloTls()) {
            client.send("AUTH LOGIN " + base64(alice)).expect("334 UGFzc3dvcmQ6");
            client.send(base64("alice")).expect("235 .*");
        }
        try (LineClient client = door.helloTls()) {
            client.send("AUTH PLAIN " + base64(alice + "\0" + alice + "\0alice"))
                    .expect("235 .*");
        }
    }

    @Test
    void refusedAuth() throws IOException {
        String alice = "alice@example.test";
        try (LineClient client = door.helloTls()) {
            client.send("AUTH CRAM-MD5").expect("504 .*");
            client.send("AUTH PLAIN !!!").expect("501 5\\.5\\.2 .*");
            client.send("AUTH PLAIN " + base64("no nul")).expect("501 5\\.5\\.2 .*");
            client.send("AUTH PLAIN =").expect("501 5\\.5\\.2 .*");
            client.send("AUTH PLAIN").expect("334 ");
            client.send("*").expect("501 .*");
            client.send("AUTH LOGIN").expect("334 .*");
            client.send("x".repeat(10_000)).expect("500 5\\.5\\.2 line too long");
            client.send("AUTH PLAIN " + plain("slow@example.test", "x")).expect("454 4\\.7\\.0 .* 30 s");
            client.send("AUTH PLAIN " + plain("broken@example.test", "x")).expect("454 4\\.3\\.0 .*");
            client.send("AUTH PLAIN " + base64("bob@example.test\0" + alice + "\0alice"))
                    .expect("535 5\\.7\\.8 .*");
            client.send("AUTH PLAIN " + plain(alice, "")).expect("535 5\\.7\\.8 .*");
            client.send("AUTH PLAIN " + plain("nobody@example.test", "x")).expect("535 5\\.7\\.8 .*");
            client.expect("421 4\\.7\\.0 .*");
            client.expectEnd();
        }
    }

    @Test
    void whileTheKeyIsRefusedLogInComesAgain() throws IOException {
        door.mail.refuseOrganizationKey();
        try (LineClient client = door.helloTls()) {
            for (int i = 0; i < 5; i++) {
                client.send("AUTH PLAIN " + plain("alice@example.test", "alice"))
                        .expect("454 4\\.7\\.0 .*");
            }
        }
    }

    @Test
    void whoseKeyIsRefusedAfterLogInSendsNoMore() throws IOException {
        try (LineClient client = door.loggedIn("alice")) {
            door.mail.fail("alice@example.test", FakeMail.Failure.KEY_REFUSED);
            client.send("MAIL FROM:<alice@example.test>").expect("250 .*");
            client.send("RCPT TO:<dora@other.test>").expect("250 .*");
            client.send("DATA").expect("354 .*");
            client.sendRaw("hello\r\n.\r\n").expect("451 4\\.7\\.0 .*");
        }
        assertThat(door.mail.letters("dora@other.test")).isEmpty();
    }
}
