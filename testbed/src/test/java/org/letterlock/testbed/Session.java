package org.letterlock.testbed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A client of line protocols that waits at most 30 seconds for an answer.
final class Session implements AutoCloseable {
    private final SSLContext trust;
    private Socket socket;
    private InputStream in;

    private Session(Socket socket, SSLContext trust) throws IOException {
        this.socket = socket;
        this.trust = trust;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(30_000);
    }

    static Session plain(int port, Path certificate) throws Exception {
        return new Session(new Socket("127.0.0.1", port), trust(certificate));
    }

    static Session tls(int port, Path certificate) throws Exception {
        SSLContext trust = trust(certificate);
        return new Session(trust.getSocketFactory().createSocket("127.0.0.1", port), trust);
    }

    /// An IMAP session that is logged in.
    static Session imap(Letterlock server, String user, String password) throws Exception {
        Session session = tls(server.port("imaps"), server.certificate());
        session.line();
        session.ok("LOGIN " + user + " \"" + password + "\"");
        return session;
    }

    /// The same, but the client's kernel keeps little of what the client has not read yet.
    static Session slowImap(Letterlock server, String user, String password) throws Exception {
        SSLContext trust = trust(server.certificate());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port("imaps")));
        Session session = new Session(
                trust.getSocketFactory().createSocket(socket, "127.0.0.1", server.port("imaps"), true), trust);
        session.line();
        session.ok("LOGIN " + user + " \"" + password + "\"");
        return session;
    }

    /// The same with a password that is not ASCII.
    static Session imapWide(Letterlock server, String user, String password) throws Exception {
        Session session = tls(server.port("imaps"), server.certificate());
        session.line();
        String response =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        session.ok("AUTHENTICATE PLAIN " + response);
        return session;
    }

    /// A submission session through TLS, before the log-in.
    static Session submissionTls(Letterlock server) throws Exception {
        Session session = plain(server.port("submission"), server.certificate());
        session.reply();
        session.smtp("EHLO client.test", "250");
        session.smtp("STARTTLS", "220");
        session.startTls();
        session.smtp("EHLO client.test", "250");
        return session;
    }

    /// A submission session that is logged in.
    static Session submission(Letterlock server, String user, String password) throws Exception {
        Session session = submissionTls(server);
        session.smtp(
                "AUTH PLAIN "
                        + Base64.getEncoder()
                                .encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8)),
                "235");
        return session;
    }

    private static SSLContext trust(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    void startTls() throws IOException {
        socket = trust.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int read;
        while ((read = in.read()) != '\n') {
            if (read < 0) {
                throw new EOFException();
            }
            bytes.write(read);
        }
        String line = bytes.toString(StandardCharsets.ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    int read(byte[] into) throws IOException {
        return in.read(into);
    }

    /// Sends an IMAP command, and gives everything up to its tagged answer.
    String imap(String command) throws IOException {
        send("t " + command + "\r\n");
        return answer("t ");
    }

    String answer(String tag) throws IOException {
        var all = new StringBuilder();
        String line;
        do {
            line = line();
            all.append(line).append("\r\n");
        } while (!line.startsWith(tag));
        return all.toString();
    }

    String ok(String command) throws IOException {
        String answer = imap(command);
        if (!answer.startsWith("t OK") && !answer.contains("\r\nt OK")) {
            throw new IOException(command.split(" ")[0] + " was answered " + answer);
        }
        return answer;
    }

    /// APPEND of one message, which must succeed.
    void append(String folder, String flags, byte[] message) throws IOException {
        send("t APPEND " + folder + " " + flags + " {" + message.length + "+}\r\n");
        send(message);
        send("\r\n");
        String answer = answer("t ");
        if (!answer.contains("t OK")) {
            throw new IOException("APPEND was answered " + answer);
        }
    }

    /// One SMTP answer.
    String reply() throws IOException {
        var all = new StringBuilder();
        String line;
        do {
            line = line();
            all.append(line).append("\r\n");
        } while (line.length() > 3 && line.charAt(3) == '-');
        return all.toString();
    }

    String smtp(String command, String code) throws IOException {
        send(command + "\r\n");
        String reply = reply();
        if (!reply.startsWith(code)) {
            throw new IOException(command.split(" ")[0] + " was answered " + reply);
        }
        return reply;
    }

    /// Sends one letter, and gives the answer to it.
    String letter(String from, String to, String text) throws IOException {
        smtp("MAIL FROM:<" + from + ">", "250");
        smtp("RCPT TO:<" + to + ">", "250");
        smtp("DATA", "354");
        send(text + "\r\n.\r\n");
        return reply();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
