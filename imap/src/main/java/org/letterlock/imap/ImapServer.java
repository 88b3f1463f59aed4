package org.letterlock.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.directory.Login;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.mailbox.Refused;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Connection;
import org.letterlock.wire.Limits;
import org.letterlock.wire.Listener;
import org.letterlock.wire.Timeouts;
import org.letterlock.wire.TlsPolicy;
import org.letterlock.wire.Wire;

/// The IMAP door (RFC 3501): one listener that begins in the clear and offers STARTTLS, one with
/// implicit TLS (RFC 8314 §3.2). Passwords are taken only through TLS. Each connection is one virtual
/// thread.
public final class ImapServer implements AutoCloseable {
    /// Once a client has begun a line, it has so long to end it.
    private static final Duration LINE = Duration.ofSeconds(60);

    private static final Duration WRITE = Duration.ofSeconds(60);
    private static final int BYTES_PER_SECOND = 1_024;

    private final Listener plain;
    private final Listener implicit;

    /// Binds both listeners and begins to accept.
    ///
    /// @param clear   where to listen in the clear, with STARTTLS
    /// @param secured where to listen with implicit TLS
    /// @param budget  of message bytes in flight, shared with other doors
    public ImapServer(
            Wire wire,
            InetSocketAddress clear,
            InetSocketAddress secured,
            Limits limits,
            TlsPolicy tls,
            Directory directory,
            Mailboxes mailboxes,
            Budget budget,
            ImapSettings settings,
            InstantSource clock)
            throws IOException {
        this(
                wire,
                clear,
                secured,
                limits,
                new Door(settings, new Local(directory, mailboxes, settings.node()), tls, budget, clock));
    }

    ImapServer(Wire wire, InetSocketAddress clear, InetSocketAddress secured, Limits limits, Door door)
            throws IOException {
        Timeouts timeouts = new Timeouts(door.settings().beforeLogin(), LINE, WRITE, BYTES_PER_SECOND);
        Handler handler = new Handler(door);
        this.plain = new Listener(wire, "imap", clear, limits, timeouts, null, handler);
        boolean bound = false;
        try {
            this.implicit = new Listener(wire, "imaps", secured, limits, timeouts, door.tls(), handler);
            bound = true;
        } finally {
            if (!bound) {
                plain.close();
            }
        }
    }

    /// Where it listens in the clear, with the real port.
    public InetSocketAddress address() {
        return plain.address();
    }

    /// Where it listens with implicit TLS, with the real port.
    public InetSocketAddress tlsAddress() {
        return implicit.address();
    }

    /// Connections that are open now.
    public int connections() {
        return plain.connections() + implicit.connections();
    }

    /// Stops accepting, says BYE to every client, and waits for them shortly.
    @Override
    public void close() {
        Thread other = Thread.ofVirtual().start(implicit::close);
        plain.close();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Handler(Door door) implements Listener.Handler {
        @Override
        public void serve(Connection connection) throws IOException {
            new Session(connection, door).run();
        }

        @Override
        public String busyLine() {
            return "* BYE Too many connections\r\n";
        }
    }

    /// The directory and the mailboxes of this node.
    private record Local(Directory directory, Mailboxes mailboxes, String node) implements Accounts {
        @Override
        public Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException {
            return directory.authenticate(email, password, source);
        }

        @Override
        public Mailbox open(Login.Accepted login) throws KeyUnavailableException, Refused {
            return mailboxes.open(
                    login.user().mailbox(), new Client(node, login.user().id().toString(), login.credential(), "imap"));
        }
    }
}
