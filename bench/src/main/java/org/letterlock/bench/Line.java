package org.letterlock.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/// A client's end of a connection: lines and counted bytes, compared where they lie in the buffer. Used
/// by one thread.
final class Line implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int PATIENCE_MILLIS = 120_000;

    private final String host;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;

    private Line(String host, Socket socket) throws IOException {
        this.host = host;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    static Line clear(String host, int port) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
        return new Line(host, socket);
    }

    static Line tls(String host, int port, SSLContext trust) throws IOException {
        var line = clear(host, port);
        line.startTls(trust);
        return line;
    }

    void startTls(SSLContext trust) throws IOException {
        socket = trust.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The next line without its end.
    String line() throws IOException {
        int searched = from;
        while (true) {
            for (int at = searched; at < to; at++) {
                if (buffer[at] == '\n') {
                    int end = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
                    String line = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
                    from = at + 1;
                    return line;
                }
            }
            int before = from;
            searched = to;
            fill();
            searched -= before - from;
        }
    }

    /// Reads as many bytes as are expected, and compares them.
    ///
    /// @param what for the message, if one differs
    void expect(byte[] expected, String what) throws IOException {
        for (int done = 0; done < expected.length; ) {
            if (from == to) {
                fill();
            }
            int count = Math.min(expected.length - done, to - from);
            int wrong = Arrays.mismatch(buffer, from, from + count, expected, done, done + count);
            if (wrong >= 0) {
                throw new WrongAnswerException(what + ": byte " + (done + wrong) + " is wrong");
            }
            from += count;
            done += count;
        }
    }

    void skip(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            if (from == to) {
                fill();
            }
            int count = (int) Math.min(left, to - from);
            from += count;
            left -= count;
        }
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            throw new WrongAnswerException("a line of more than " + buffer.length + " bytes");
        }
        int count = in.read(buffer, to, buffer.length - to);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        to += count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
