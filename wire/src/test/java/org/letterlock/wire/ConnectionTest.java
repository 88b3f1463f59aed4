package org.letterlock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both transports behave alike.
class ConnectionTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");
    private static final SSLContext TRUST = TestCertificate.trusting(CERTIFICATE);

    private final Wire wire = Doors.wire();

    @AfterEach
    void close() {
        assertThat(wire.lentBuffers()).isZero();
        wire.close();
    }

    private Listener listen(boolean tls, Listener.Handler handler) throws IOException {
        return Doors.listen(wire, tls ? CERTIFICATE.policy() : null, handler);
    }

    private static LineClient connect(Listener listener, boolean tls) throws IOException {
        return tls ? LineClient.connectTls(listener.address(), TRUST) : LineClient.connect(listener.address());
    }

    /// Answers each line with its length and itself; a line too long and a bare LF by their names.
    static void echo(Connection connection) throws IOException {
        while (true) {
            try {
                byte[] line = connection.readLine(10, LineEnd.CRLF);
                if (line == null) {
                    return;
                }
                connection.write(line.length + " " + new String(line, StandardCharsets.ISO_8859_1) + "\r\n");
            } catch (LineTooLongException e) {
                connection.write("too long\r\n");
            } catch (BareLineFeedException e) {
                connection.write("bare\r\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linesAtAndOverTheLimit(boolean tls) throws IOException {
        try (Listener listener = listen(tls, ConnectionTest::echo);
                LineClient client = connect(listener, tls)) {
            client.send("0123456789").expect("10 0123456789");
            client.send("0123456789a").expect("too long");
            client.send("x".repeat(1 << 20)).expect("too long");
            client.sendRaw("abc\n").expect("bare");
            client.send("").expect("0 ");
            client.send("a\rb").expect("3 a\rb");
            client.sendRaw("012345678\r\r\n").expect("10 012345678\r");
            client.sendRaw("0123456789\r\r\n").expect("too long");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linesByteByByte(boolean tls) throws IOException {
        try (Listener listener = listen(tls, ConnectionTest::echo);
                LineClient client = connect(listener, tls)) {
            client.sendSlowly("0123456789\r\n0123456789a\r\nabc\nxy\r\n");
            client.expect("10 0123456789");
            client.expect("too long");
            client.expect("bare");
            client.expect("2 xy");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pipelinedLinesAreAllAnswered(boolean tls) throws IOException {
        try (Listener listener = listen(tls, ConnectionTest::echo);
                LineClient client = connect(listener, tls)) {
            client.sendRaw("abc\r\n".repeat(5_000));
            for (int i = 0; i < 5_000; i++) {
                client.expect("3 abc");
            }
        }
    }

    @Test
    void startTls() throws IOException {
        TlsPolicy policy = CERTIFICATE.policy();
        try (Listener listener = listen(false, connection -> {
                    connection.readLine(100);
                    connection.startTls(policy, "go\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(connection.isTls()).isTrue();
                    echo(connection);
                });
                LineClient client = connect(listener, false)) {
            client.send("STARTTLS").expect("go");
            client.handshake(TRUST).send("secret").expect("6 secret");
        }
    }
}
