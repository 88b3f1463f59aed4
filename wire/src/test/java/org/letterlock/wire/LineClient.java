package org.letterlock.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A peer for session tests: sends lines, expects lines, in the clear or through TLS. Waits ten seconds
/// for an answer. Text is one char a byte (ISO 8859-1), so that any bytes can be written and compared.
public final class LineClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private LineClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public static LineClient connect(InetSocketAddress address) throws IOException {
        return new LineClient(new Socket(address.getAddress(), address.getPort()));
    }

    /// Implicit TLS.
    public static LineClient connectTls(InetSocketAddress address, SSLContext trust) throws IOException {
        LineClient client = connect(address);
        client.handshake(trust);
        return client;
    }

    /// Makes the handshake on the open connection, as after the go-ahead to STARTTLS.
    public LineClient handshake(SSLContext trust) throws IOException {
        return handshake(trust, "TLSv1.3", "TLSv1.2");
    }

    /// As above, with these protocol versions alone.
    public LineClient handshake(SSLContext trust, String... protocols) throws IOException {
        SSLSocket tls = (SSLSocket) trust.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        tls.setEnabledProtocols(protocols);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
        out = tls.getOutputStream();
        return this;
    }

    public Socket socket() {
        return socket;
    }

    /// Sends a line and CR LF.
    public LineClient send(String line) throws IOException {
        return sendRaw(line + "\r\n");
    }

    public LineClient sendRaw(String text) throws IOException {
        return sendRaw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public LineClient sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /// Sends byte by byte, each in a segment of its own.
    public LineClient sendSlowly(String text) throws IOException {
        for (byte one : text.getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(one);
            out.flush();
        }
        return this;
    }

    /// The next line without its end; null at the end of input.
    public @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
        }
        if (line.size() > 0) {
            throw new AssertionError("input ended inside: " + line.toString(StandardCharsets.ISO_8859_1));
        }
        return null;
    }

    /// Reads one line, which must match all of `regex`, and returns it.
    public String expect(String regex) throws IOException {
        String line = line();
        if (line == null || !Pattern.matches(regex, line)) {
            throw new AssertionError("expected " + regex + " but got " + (line == null ? "the end" : line));
        }
        return line;
    }

    /// Reads lines up to one that matches, and returns them all, joined by LF.
    public String expectUntil(String regex) throws IOException {
        StringBuilder lines = new StringBuilder();
        while (true) {
            String line = line();
            if (line == null) {
                throw new AssertionError("expected " + regex + " but input ended after " + lines);
            }
            lines.append(lines.isEmpty() ? "" : "\n").append(line);
            if (Pattern.matches(regex, line)) {
                return lines.toString();
            }
        }
    }

    /// Reads exactly `count` bytes.
    public byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new AssertionError("input ended after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    /// The peer must say no more, and close.
    public void expectEnd() throws IOException {
        String line = line();
        if (line != null) {
            throw new AssertionError("expected the end but got " + line);
        }
    }

    /// Ends output, and leaves input open.
    public LineClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
