package org.letterlock.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The quickstart's own client of line protocols. Times out after 30 seconds.
final class LineClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int MAX_ANSWER = 1 << 20;

    private final SSLContext trust;
    private Socket socket;
    private InputStream in;

    private LineClient(Socket socket, SSLContext trust) throws IOException {
        this.trust = trust;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    static LineClient connect(Endpoints.Address address, SSLContext trust) throws IOException {
        return new LineClient(new Socket(address.host(), address.port()), trust);
    }

    static LineClient connectTls(Endpoints.Address address, SSLContext trust) throws IOException {
        return new LineClient(trust.getSocketFactory().createSocket(address.host(), address.port()), trust);
    }

    void startTls(Endpoints.Address address) throws IOException {
        SSLSocket secured =
                (SSLSocket) trust.getSocketFactory().createSocket(socket, address.host(), address.port(), true);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Sends a line, and reads until the answer's last line, which must begin with `expected`.
    String command(String line, String expected) throws IOException, CommandException {
        send(line + "\r\n");
        return expect(expected);
    }

    /// Everything up to the first line that begins with `expected` or with a refusal of the same
    /// form.
    String expect(String expected) throws IOException, CommandException {
        var all = new StringBuilder();
        while (all.length() < MAX_ANSWER) {
            String line = line();
            all.append(line).append("\r\n");
            if (line.startsWith(expected) && !line.startsWith("-", expected.length())) {
                return all.toString().strip();
            }
            if (line.matches("[45][0-9][0-9] .*|[a-z] (NO|BAD) .*")) {
                throw new CommandException("the server answered: " + line);
            }
        }
        throw new CommandException("the server's answer has no end");
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int read;
        while ((read = in.read()) != '\n') {
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            bytes.write(read);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
