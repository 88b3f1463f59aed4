package org.letterlock.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.directory.Login;
import org.letterlock.directory.Recipient;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.mailbox.NewMessage;
import org.letterlock.mailbox.Refused;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Connection;
import org.letterlock.wire.Limits;
import org.letterlock.wire.Listener;
import org.letterlock.wire.TlsPolicy;
import org.letterlock.wire.Wire;

/// One SMTP door: reception of letters for mailboxes here (RFC 5321), or submission by their users (RFC
/// 6409). There is no relaying. Letters are in memory until they are sealed and durable; there are no
/// temporary files.
public final class SmtpServer implements AutoCloseable {
    private final Listener listener;

    /// What both doors need.
    ///
    /// @param hostname our name in greetings and trace lines
    /// @param node     of the delivery client (DP-12)
    /// @param limits   `literalBytes` is the largest message
    /// @param budget   of all letters in memory
    public record Settings(
            Wire wire,
            String hostname,
            String node,
            Limits limits,
            TlsPolicy tls,
            Budget budget,
            InstantSource clock) {}

    private SmtpServer(Settings settings, Role role, InetSocketAddress bind, boolean implicitTls, Door door)
            throws IOException {
        listener = new Listener(
                settings.wire(),
                role == Role.RECEPTION ? "smtp" : "submission",
                bind,
                settings.limits(),
                Door.COMMANDS,
                implicitTls ? settings.tls() : null,
                new Greeter(door));
    }

    /// For other servers, usually on port 25.
    public static SmtpServer reception(
            Settings settings, InetSocketAddress bind, Directory directory, Mailboxes mailboxes) throws IOException {
        Door door = door(settings, Role.RECEPTION, directory, mailboxes);
        return new SmtpServer(settings, Role.RECEPTION, bind, false, door);
    }

    /// For our users, usually on port 587 (STARTTLS) or 465 (TLS from the start, RFC 8314).
    public static SmtpServer submission(
            Settings settings, InetSocketAddress bind, boolean implicitTls, Directory directory, Mailboxes mailboxes)
            throws IOException {
        Door door = door(settings, Role.SUBMISSION, directory, mailboxes);
        return new SmtpServer(settings, Role.SUBMISSION, bind, implicitTls, door);
    }

    private static Door door(Settings settings, Role role, Directory directory, Mailboxes mailboxes) {
        return door(
                settings,
                role,
                new DirectoryAccounts(directory),
                new DeliveryInboxes(mailboxes, Client.job(settings.node(), "delivery")));
    }

    static Door door(Settings settings, Role role, Accounts accounts, Inboxes inboxes) {
        return new Door(
                role,
                settings.hostname(),
                settings.limits(),
                settings.tls(),
                accounts,
                new Delivery(inboxes, settings.clock()),
                settings.budget(),
                settings.clock());
    }

    /// For tests, with what stands behind the door replaced.
    SmtpServer(Settings settings, InetSocketAddress bind, boolean implicitTls, Door door) throws IOException {
        this(settings, door.role(), bind, implicitTls, door);
    }

    /// Where it listens, with the real port.
    public InetSocketAddress address() {
        return listener.address();
    }

    /// Lets letters that are coming in come to their end, for five seconds at most.
    @Override
    public void close() {
        listener.close();
    }

    private record Greeter(Door door) implements Listener.Handler {
        @Override
        public void serve(Connection connection) throws IOException {
            new Session(door, connection).run();
        }

        @Override
        public String busyLine() {
            return Reply.of(421, "4.3.2", "too many connections, try again later")
                    .text();
        }
    }

    private record DirectoryAccounts(Directory directory) implements Accounts {
        @Override
        public boolean isLocalDomain(String domain) {
            return directory.isLocalDomain(domain);
        }

        @Override
        public Optional<Recipient> recipient(String address) {
            return directory.recipient(address);
        }

        @Override
        public Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException {
            return directory.authenticate(email, password, source);
        }
    }

    private record DeliveryInboxes(Mailboxes mailboxes, Client client) implements Inboxes {
        @Override
        public Inbox open(WrappedKey key) throws KeyUnavailableException, Refused {
            return new DeliveryInbox(mailboxes.open(key, client));
        }
    }

    private record DeliveryInbox(Mailbox mailbox) implements Inboxes.Inbox {
        @Override
        public void append(byte[] message, long epochSecond) throws KeyUnavailableException, Refused {
            mailbox.append("INBOX", List.of(new NewMessage(message, Set.of(), epochSecond)));
        }

        @Override
        public void close() {
            mailbox.close();
        }
    }
}
