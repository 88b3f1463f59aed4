package org.letterlock.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Login;
import org.letterlock.directory.User;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.StoreException;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Doors;
import org.letterlock.wire.LineClient;
import org.letterlock.wire.TestCertificate;
import org.letterlock.wire.Wire;

/// A whole IMAP door on real sockets, with one user `alice` (password `secret`), for session tests.
final class Sessions implements AutoCloseable {
    static final String USER = "alice@example.test";
    private static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");
    private static final UUID ID = new UUID(1, 2);

    private final Opener mailboxes;
    private final List<LineClient> clients = new ArrayList<>();
    private final Wire wire = Doors.wire();
    private final ImapServer server;

    /// While set, the directory says that the organization's key is refused.
    volatile boolean directoryRefused;

    /// While set, what the directory's store says.
    volatile @Nullable StoreException storeFailure;

    /// Gives the one mailbox there is.
    interface Opener {
        Mailbox open() throws KeyUnavailableException, Refused;

        default void close() {}
    }

    /// Over a real mailbox.
    Sessions() throws IOException {
        this(settings(), new House());
    }

    Sessions(ImapSettings settings, Opener mailboxes) throws IOException {
        this.mailboxes = mailboxes;
        Door door = new Door(
                settings,
                new Fakes(),
                CERTIFICATE.policy(),
                new Budget(64 << 20),
                () -> Instant.parse("2026-11-24T20:20:00Z"));
        server = new ImapServer(wire, Doors.anyPort(), Doors.anyPort(), Doors.LIMITS, door);
    }

    static ImapSettings settings() {
        return settings(1 << 20);
    }

    static ImapSettings settings(int messageBytes) {
        return new ImapSettings(
                "n1", messageBytes, 50, 3, 20, Duration.ZERO, Duration.ofSeconds(60), Duration.ofMinutes(30));
    }

    ImapServer server() {
        return server;
    }

    /// A client in the clear that has read the greeting.
    Client clear() throws IOException {
        LineClient line = LineClient.connect(server.address());
        clients.add(line);
        Client client = new Client(line);
        client.greeting = line.expect("\\* OK .*");
        return client;
    }

    /// A client through TLS that has read the greeting.
    Client tls() throws IOException {
        LineClient line = LineClient.connectTls(server.tlsAddress(), TestCertificate.trusting(CERTIFICATE));
        clients.add(line);
        Client client = new Client(line);
        client.greeting = line.expect("\\* OK .*");
        return client;
    }

    /// A client that has logged in.
    Client alice() throws IOException {
        Client client = tls();
        client.ok("LOGIN " + USER + " secret");
        return client;
    }

    /// A client that has logged in and selected INBOX.
    Client inbox() throws IOException {
        Client client = alice();
        client.ok("SELECT INBOX");
        return client;
    }

    static void handshake(Client client) throws IOException {
        client.line.handshake(TestCertificate.trusting(CERTIFICATE));
    }

    @Override
    public void close() throws IOException {
        for (LineClient client : clients) {
            client.close();
        }
        server.close();
        wire.close();
        mailboxes.close();
    }

    private final class Fakes implements Accounts {
        @Override
        public Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException {
            if (directoryRefused) {
                throw new KeyUnavailableException.Refused("refused", new IllegalStateException("test"));
            }
            StoreException failure = storeFailure;
            if (failure != null) {
                throw failure;
            }
            if (email.equals("throttled")) {
                return new Login.Throttled(Duration.ofSeconds(30));
            }
            boolean right = password.expose(bytes -> Arrays.equals(bytes, "secret".getBytes(StandardCharsets.UTF_8)));
            WrappedKey key = new WrappedKey(ID, "arn", "cmk", ID, 1, new byte[1]);
            return right && email.equals(USER)
                    ? new Login.Accepted(new User(ID, ID, email, "Alice", key), "c1")
                    : new Login.Rejected();
        }

        @Override
        public Mailbox open(Login.Accepted login) throws KeyUnavailableException, Refused {
            return mailboxes.open();
        }
    }

    /// What a command brought: the untagged lines before the tagged one.
    record Answer(List<String> lines, String tagged) {
        @Override
        public String toString() {
            return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n") + tagged;
        }
    }

    /// One client's dialogue. Literals in answers stand in their line after `{n}` and LF.
    static final class Client {
        final LineClient line;
        String greeting = "";
        private int tags;

        Client(LineClient line) {
            this.line = line;
        }

        /// Sends a command with a fresh tag and reads its answer; the tagged line is given without its
        /// tag.
        Answer say(String command) throws IOException {
            String tag = "t" + ++tags;
            line.send(tag + " " + command);
            return answer(tag);
        }

        Answer ok(String command) throws IOException {
            return must("OK", command);
        }

        Answer no(String command) throws IOException {
            return must("NO", command);
        }

        Answer bad(String command) throws IOException {
            return must("BAD", command);
        }

        private Answer must(String condition, String command) throws IOException {
            Answer answer = say(command);
            if (!answer.tagged().startsWith(condition + " ")) {
                throw new AssertionError("expected " + condition + " to " + command + " but got " + answer);
            }
            return answer;
        }

        Answer answer(String tag) throws IOException {
            List<String> lines = new ArrayList<>();
            while (true) {
                String next = response();
                if (next.startsWith(tag + " ")) {
                    return new Answer(lines, next.substring(tag.length() + 1));
                }
                lines.add(next);
            }
        }

        /// One response, with the literals in it.
        String response() throws IOException {
            StringBuilder whole = new StringBuilder();
            while (true) {
                String part = line.line();
                if (part == null) {
                    throw new AssertionError("input ended after " + whole);
                }
                whole.append(part);
                int brace = part.lastIndexOf('{');
                if (!part.endsWith("}") || brace < 0) {
                    return whole.toString();
                }
                int count = Integer.parseInt(part.substring(brace + 1, part.length() - 1));
                whole.append('\n').append(new String(line.bytes(count), StandardCharsets.ISO_8859_1));
            }
        }

        /// Asks until the client has been told so many lines of what others did: they come when the
        /// mailbox's listeners have been told, which is soon and not at once.
        List<String> told(int lines) throws IOException {
            List<String> told = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (told.size() < lines && System.nanoTime() < deadline) {
                told.addAll(ok("NOOP").lines());
            }
            return told;
        }

        /// The UIDVALIDITY of a mailbox.
        String validity(String mailbox) throws IOException {
            String status = ok("STATUS " + mailbox + " (UIDVALIDITY)").lines().getFirst();
            return status.substring(status.lastIndexOf(' ') + 1, status.length() - 1);
        }

        /// Appends a message to a mailbox.
        Answer append(String mailbox, String message) throws IOException {
            int bytes = message.getBytes(StandardCharsets.ISO_8859_1).length;
            return ok("APPEND " + mailbox + " {" + bytes + "+}\r\n" + message);
        }
    }
}
