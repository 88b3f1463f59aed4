package org.letterlock.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Doors;
import org.letterlock.wire.Limits;
import org.letterlock.wire.LineClient;
import org.letterlock.wire.TestCertificate;
import org.letterlock.wire.Wire;

/// A door on a free port, before a [FakeMail]. It is always noon.
final class TestDoor implements AutoCloseable {
    static final int MAX_MESSAGE = 200_000;
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");
    private static final SSLContext TRUST = TestCertificate.trusting(CERTIFICATE);

    final FakeMail mail = new FakeMail();
    final Budget budget = new Budget(1_000_000);
    final Wire wire = Doors.wire();
    private final SmtpServer server;

    private TestDoor(Role role, boolean implicitTls) throws IOException {
        SmtpServer.Settings settings = new SmtpServer.Settings(
                wire,
                "mx.example.test",
                "node1",
                new Limits(50, 50, 2_000, MAX_MESSAGE),
                CERTIFICATE.policy(),
                budget,
                () -> NOON);
        server = new SmtpServer(settings, Doors.anyPort(), implicitTls, SmtpServer.door(settings, role, mail, mail));
    }

    static TestDoor reception() throws IOException {
        return new TestDoor(Role.RECEPTION, false);
    }

    static TestDoor submission() throws IOException {
        return new TestDoor(Role.SUBMISSION, false);
    }

    static TestDoor submissions() throws IOException {
        return new TestDoor(Role.SUBMISSION, true);
    }

    InetSocketAddress address() {
        return server.address();
    }

    static SSLContext trust() {
        return TRUST;
    }

    /// Connected and greeted, before EHLO.
    LineClient connect() throws IOException {
        LineClient client = LineClient.connect(server.address());
        client.expect("220 mx\\.example\\.test ESMTP Letterlock");
        return client;
    }

    /// After EHLO.
    LineClient hello() throws IOException {
        LineClient client = connect();
        client.send("EHLO client.test").expectUntil("250 .*");
        return client;
    }

    /// After EHLO through TLS.
    LineClient helloTls() throws IOException {
        LineClient client = hello();
        client.send("STARTTLS").expect("220 2\\.0\\.0 .*");
        client.handshake(TRUST).send("EHLO client.test").expectUntil("250 .*");
        return client;
    }

    LineClient loggedIn(String user) throws IOException {
        LineClient client = helloTls();
        client.send("AUTH PLAIN " + plain(user + "@example.test", user)).expect("235 2\\.7\\.0 .*");
        return client;
    }

    static String plain(String user, String password) {
        return base64("\0" + user + "\0" + password);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
        wire.close();
    }
}
