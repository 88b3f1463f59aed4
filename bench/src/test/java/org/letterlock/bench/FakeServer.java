package org.letterlock.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// A server in the clear that says what it is told to say, and remembers what it was asked.
final class FakeServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String greeting;
    private final Function<String, byte[]> answers;
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /// @param answers from a line to what is sent for it; empty: nothing
    FakeServer(String greeting, Function<String, byte[]> answers) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.greeting = greeting;
        this.answers = answers;
        Thread.ofVirtual().start(this::accept);
    }

    /// An IMAP server whose answers to `FETCH`, `STORE` and the like are given.
    static FakeServer imap(Function<String, String> answers) throws IOException {
        return new FakeServer("* OK ready\r\n", line -> {
            if (!line.startsWith("t ")) {
                return new byte[0];
            }
            String command = line.substring(2);
            String answer =
                    command.equals("CAPABILITY") ? "* CAPABILITY IMAP4rev1 LITERAL+\r\n" : answers.apply(command);
            return ascii(answer + "t OK done\r\n");
        });
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    Peer peer() throws Exception {
        int port = listener.getLocalPort();
        return new Peer("127.0.0.1", port, 0, port, Peer.trustingAnybody(), List.of("ada@example.test"), "secret");
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        talk(
                                new BufferedReader(
                                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)),
                                socket.getOutputStream());
                    } catch (IOException e) {
                        asked.add("gone");
                    }
                });
            }
        } catch (IOException e) {
            asked.add("closed");
        }
    }

    private void talk(BufferedReader in, OutputStream out) throws IOException {
        out.write(ascii(greeting));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            asked.add(line);
            out.write(answers.apply(line));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
