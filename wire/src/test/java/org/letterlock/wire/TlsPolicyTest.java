package org.letterlock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/// DP-24. What the server refuses is asked for by hand-made ClientHellos: no present client would.
class TlsPolicyTest {
    private static final TestCertificate EC = TestCertificate.ec("localhost");
    private static final TestCertificate RSA = TestCertificate.rsa("localhost");
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;

    private final Wire wire = Doors.wire();

    @AfterEach
    void close() {
        wire.close();
    }

    private static TlsPolicy both() {
        return new TlsPolicy(List.of(EC.identity(), RSA.identity()));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "client-hellos.csv", useHeadersInDisplayName = true)
    void suitesAndVersions(String name, String version, String suite, String answer) throws IOException {
        try (Listener listener = Doors.listen(wire, both(), ConnectionTest::echo);
                LineClient client = LineClient.connect(listener.address())) {
            client.sendRaw(
                    clientHello(HexFormat.of().parseHex(version), HexFormat.of().parseHex(suite)));
            byte[] header = client.bytes(5);
            byte[] body = client.bytes(ByteBuffer.wrap(header).getShort(3));
            if (answer.equals("accepted")) {
                assertThat(header[0]).as(name).isEqualTo((byte) HANDSHAKE);
            } else {
                assertThat(header[0]).as(name).isEqualTo((byte) ALERT);
                assertThat(body[1]).as("alert").isEqualTo(Byte.parseByte(answer));
            }
        }
    }

    /// RFC 5246 §7.4.1.2 with the extensions that an ECDHE suite needs; no supported_versions, so at
    /// most TLS 1.2.
    private static byte[] clientHello(byte[] version, byte[] suite) {
        byte[] extensions = HexFormat.of()
                .parseHex(
                        "000a00060004001d0017" // x25519, P-256
                                + "000b00020100"
                                + "000d000a00080403050308040401"
                                + "ff01000100");
        ByteBuffer body = ByteBuffer.allocate(300);
        body.put(version).put(new byte[32]).put((byte) 0);
        body.putShort((short) suite.length).put(suite).put((byte) 1).put((byte) 0);
        body.putShort((short) extensions.length).put(extensions);
        int length = body.position();
        ByteBuffer record = ByteBuffer.allocate(9 + length);
        record.put((byte) HANDSHAKE).put(version).putShort((short) (length + 4));
        record.put((byte) 1).put((byte) 0).putShort((short) length).put(body.flip());
        return record.array();
    }

    @Test
    void everySuiteHasForwardSecrecyAndAead() {
        assertThat(both().parameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(both().parameters().getCipherSuites())
                .allMatch(
                        suite -> suite.matches(
                                "TLS_(ECDHE_(RSA|ECDSA)_WITH_)?(AES_256_GCM_SHA384|AES_128_GCM_SHA256|CHACHA20_POLY1305_SHA256)"));
    }

    @Test
    void certificateByServerName() throws IOException {
        TestCertificate wildcard = TestCertificate.ec("*.example.test");
        TlsPolicy policy = new TlsPolicy(List.of(EC.identity(), wildcard.identity()));
        TestCertificate[] trust = {EC, wildcard};
        try (Listener listener = Doors.listen(wire, policy, ConnectionTest::echo)) {
            assertThat(shownTo(listener, trust, "mail.example.test")).isEqualTo(wildcard.certificate());
            assertThat(shownTo(listener, trust, "a.mail.example.test")).isEqualTo(EC.certificate());
            assertThat(shownTo(listener, trust, "elsewhere.test")).isEqualTo(EC.certificate());
        }
    }

    /// To a client that has no session to resume.
    private static X509Certificate shownTo(Listener listener, TestCertificate[] trust, String name) throws IOException {
        try (SSLSocket socket = (SSLSocket) TestCertificate.trusting(trust)
                .getSocketFactory()
                .createSocket(
                        listener.address().getAddress(), listener.address().getPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            socket.setSSLParameters(parameters);
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sessionsResume(String protocol) throws IOException {
        SSLContext trust = TestCertificate.trusting(EC);
        try (Listener listener = Doors.listen(wire, EC.policy(), ConnectionTest::echo)) {
            SSLSession first = talk(listener, trust, protocol);
            SSLSession second = talk(listener, trust, protocol);
            assertThat(second.getCreationTime()).isEqualTo(first.getCreationTime());
            SSLSession other = talk(listener, TestCertificate.trusting(EC), protocol);
            assertThat(other.getCreationTime()).isGreaterThan(first.getCreationTime());
        }
    }

    private static SSLSession talk(Listener listener, SSLContext trust, String protocol) throws IOException {
        try (LineClient client = LineClient.connect(listener.address())) {
            client.handshake(trust, protocol).send("hello").expect("5 hello");
            return ((SSLSocket) client.socket()).getSession();
        }
    }

    @Test
    void pemWithKeyAndChain() throws Exception {
        for (TestCertificate certificate : List.of(EC, RSA)) {
            TlsIdentity identity = TlsIdentity.ofPem("some text\n" + certificate.pem());
            assertThat(identity.chain()).containsExactly(certificate.certificate());
            assertThat(identity.key()).isEqualTo(certificate.keys().getPrivate());
        }
    }

    @Test
    void pemErrorsSayWhatIsMissingAndQuoteNothing() throws Exception {
        String pem = EC.pem();
        String noKey = pem.substring(pem.indexOf("-----BEGIN CERT"));
        assertThatThrownBy(() -> TlsPolicy.ofPem(noKey)).hasMessageContaining("no BEGIN PRIVATE KEY");
        String noCertificate = pem.substring(0, pem.indexOf("-----BEGIN CERT"));
        assertThatThrownBy(() -> TlsPolicy.ofPem(noCertificate)).hasMessageContaining("no BEGIN CERTIFICATE");
        String broken = pem.replaceFirst("MI[A-Za-z0-9]{9}", "MIAAAAAAAAA");
        assertThatThrownBy(() -> TlsPolicy.ofPem(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("AAAA");
    }
}
