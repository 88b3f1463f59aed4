package org.letterlock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTransportTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");
    private static final SSLContext TRUST = TestCertificate.trusting(CERTIFICATE);

    private final Wire wire = Doors.wire();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    @AfterEach
    void close() {
        assertThat(wire.lentBuffers()).isZero();
        wire.close();
    }

    /// Runs `handler`, and tells in `ended` how it ended.
    private Listener listen(boolean implicit, Listener.Handler handler) throws IOException {
        return Doors.listen(wire, implicit ? CERTIFICATE.policy() : null, connection -> {
            try {
                handler.serve(connection);
                ended.complete("ok");
            } catch (IOException | RuntimeException e) {
                ended.complete(e.getClass().getSimpleName() + ": " + e.getMessage());
                throw e;
            }
        });
    }

    private String ended() throws InterruptedException, ExecutionException, TimeoutException {
        return ended.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aByteAtATimeBelowTls(String protocol) throws Exception {
        try (Listener listener = listen(true, ConnectionTest::echo);
                Relay relay = new Relay(listener.address());
                LineClient client = LineClient.connect(relay.address())) {
            client.handshake(TRUST, protocol).send("hello").expect("5 hello");
            client.sendRaw("a\r\nbc\r\n").expect("1 a");
            client.expect("2 bc");
            client.close();
            assertThat(ended()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void largeTransfersBothWays(String protocol) throws Exception {
        byte[] big = new byte[3_000_017];
        new Random(1).nextBytes(big);
        try (Listener listener = listen(true, connection -> {
                    byte[] got = new byte[big.length];
                    connection.beginTransfer();
                    connection.readFully(got, 0, got.length);
                    connection.endTransfer();
                    connection.write("got\r\n");
                    connection.write(got);
                });
                LineClient client = LineClient.connect(listener.address())) {
            client.handshake(TRUST, protocol).sendRaw(big).expect("got");
            assertThat(client.bytes(big.length)).isEqualTo(big);
            client.expectEnd();
        }
        assertThat(ended()).isEqualTo("ok");
    }

    @Test
    void closeNotifyIsTheEnd() throws Exception {
        try (Listener listener = listen(true, ConnectionTest::echo)) {
            try (LineClient client = LineClient.connectTls(listener.address(), TRUST)) {
                client.send("hello").expect("5 hello");
            }
            assertThat(ended()).isEqualTo("ok");
        }
    }

    @Test
    void anEndWithoutCloseNotifyIsAFailure() throws Exception {
        try (Listener listener = listen(true, ConnectionTest::echo);
                LineClient client = LineClient.connect(listener.address())) {
            Socket below = client.socket();
            client.handshake(TRUST).send("hello").expect("5 hello");
            below.shutdownOutput();
            assertThat(ended()).isEqualTo("SSLException: input ended without close_notify");
        }
    }

    @Test
    void anEndInsideARecordIsAFailure() throws Exception {
        try (Listener listener = listen(true, ConnectionTest::echo);
                LineClient client = LineClient.connect(listener.address())) {
            Socket below = client.socket();
            client.handshake(TRUST).send("hello").expect("5 hello");
            below.getOutputStream().write(new byte[] {23, 3, 3, 0, 50, 1, 2, 3});
            below.shutdownOutput();
            assertThat(ended()).isEqualTo("EOFException: end of input inside a TLS record");
        }
    }

    @Test
    void aForgedRecordIsAFailure() throws Exception {
        try (Listener listener = listen(true, ConnectionTest::echo);
                LineClient client = LineClient.connect(listener.address())) {
            Socket below = client.socket();
            client.handshake(TRUST).send("hello").expect("5 hello");
            byte[] forged = new byte[5 + 50];
            forged[0] = 23;
            forged[1] = 3;
            forged[2] = 3;
            forged[4] = 50;
            below.getOutputStream().write(forged);
            assertThat(ended()).contains("Tag mismatch");
            assertThatThrownBy(client::line).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void renegotiationIsRefused() throws Exception {
        try (Listener listener = listen(true, ConnectionTest::echo);
                LineClient client = LineClient.connect(listener.address())) {
            client.handshake(TRUST, "TLSv1.2").send("hello").expect("5 hello");
            ((SSLSocket) client.socket()).startHandshake();
            assertThatThrownBy(() -> client.send("again").line()).isInstanceOf(IOException.class);
            assertThat(ended()).isEqualTo("SSLProtocolException: renegotiation is not offered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO plaintext\r\n", "\u0016\u0003\u0001\u007f\u00ff", "\u0080\u002e\u0001\u0003\u0001"})
    void whatIsNotTlsIsRefusedAtItsHeader(String first) throws Exception {
        try (Listener listener = listen(true, ConnectionTest::echo);
                LineClient client = LineClient.connect(listener.address())) {
            client.sendRaw(first);
            client.socket().getInputStream().readAllBytes();
        } catch (SocketException e) {
            assertThat(e).hasMessage("Connection reset");
        }
    }

    @Test
    void plaintextInOneBreathWithStartTlsIsAnError() throws Exception {
        TlsPolicy policy = CERTIFICATE.policy();
        try (Listener listener = listen(false, connection -> {
                    connection.readLine(100);
                    connection.startTls(policy, "go\r\n".getBytes(StandardCharsets.US_ASCII));
                    ConnectionTest.echo(connection);
                });
                LineClient client = LineClient.connect(listener.address())) {
            client.sendRaw("STARTTLS\r\nNOOP\r\n").expectEnd();
            assertThat(ended()).isEqualTo("PlaintextInjectionException: plaintext after STARTTLS");
        }
    }

    /// The bytes are still in the kernel when the go-ahead is sent: they are the first bytes of the
    /// "handshake".
    @Test
    void plaintextAfterTheGoAheadIsNoHandshake() throws Exception {
        TlsPolicy policy = CERTIFICATE.policy();
        try (Listener listener = listen(false, connection -> {
                    connection.readLine(100);
                    connection.startTls(policy, "go\r\n".getBytes(StandardCharsets.US_ASCII));
                    ConnectionTest.echo(connection);
                });
                LineClient client = LineClient.connect(listener.address())) {
            client.send("STARTTLS").expect("go");
            client.sendRaw("NOOP\r\n");
            assertThat(ended()).isEqualTo("SSLProtocolException: not a TLS record");
        }
    }
}
