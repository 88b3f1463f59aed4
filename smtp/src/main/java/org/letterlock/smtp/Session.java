package org.letterlock.smtp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.store.StoreException;
import org.letterlock.wire.BareLineFeedException;
import org.letterlock.wire.Connection;
import org.letterlock.wire.LineEnd;
import org.letterlock.wire.LineTooLongException;
import org.letterlock.wire.PlaintextInjectionException;
import org.letterlock.wire.StoppingException;
import org.letterlock.wire.TimedOutException;

/// One SMTP session, on its connection's own virtual thread: reads a command, answers it, and again.
final class Session {
    private static final Logger LOG = System.getLogger(Session.class.getName());

    private final Door door;
    private final Connection connection;
    private State state = new State.Connected();
    private boolean over;
    private int errors;
    private int loginFailures;

    Session(Door door, Connection connection) {
        this.door = door;
        this.connection = connection;
    }

    /// Returns when the session is over; the caller closes the connection.
    void run() throws IOException {
        connection.timeouts(Door.COMMANDS);
        say(Reply.of(220, "", door.hostname() + " ESMTP Letterlock"));
        try {
            for (int commands = 0; !over; commands++) {
                next();
                if (errors >= Door.MAX_ERRORS || loginFailures >= Door.MAX_LOGIN_FAILURES) {
                    end(Reply.of(421, "4.7.0", "too many errors"));
                } else if (commands >= Door.MAX_COMMANDS) {
                    end(Reply.of(421, "4.7.0", "too many commands in one session"));
                }
            }
        } catch (TimedOutException e) {
            end(Reply.of(421, "4.4.2", "waited too long"));
        } catch (StoppingException e) {
            end(Reply.of(421, "4.3.2", "the server stops, try again soon"));
        } catch (EndlessMessageException e) {
            end(ReceiveMessage.tooLarge().reply());
        } catch (PlaintextInjectionException e) {
            end(Reply.of(421, "4.7.0", "STARTTLS must be the last command in the clear"));
        }
    }

    private void end(Reply reply) throws IOException {
        if (!over) {
            over = true;
            say(reply);
        }
    }

    private void say(Reply reply) throws IOException {
        connection.write(reply.text());
    }

    private void next() throws IOException {
        try {
            byte[] line = connection.readLine(door.limits().lineBytes(), LineEnd.CRLF);
            if (line == null) {
                over = true;
            } else {
                answer(line);
            }
        } catch (LineTooLongException e) {
            fail(new SmtpException.Syntax(500, "5.5.2", "line too long"));
        } catch (BareLineFeedException e) {
            fail(new SmtpException.Syntax(500, "5.5.2", "lines end with CR LF"));
        }
    }

    private void answer(byte[] line) throws IOException {
        try {
            run(CommandParser.parse(line));
        } catch (SmtpException e) {
            fail(e);
        } catch (StoreException e) {
            fail(Failures.of(e));
        }
    }

    /// The one place where the kinds of failure are told apart.
    private void fail(SmtpException failure) throws IOException {
        switch (failure) {
            case SmtpException.Syntax syntax -> errors++;
            case SmtpException.Denied denied -> errors++;
            case SmtpException.Unavailable unavailable -> log(unavailable);
        }
        say(failure.reply());
    }

    /// One line each: a KMS that is down for an hour must not fill the log with stacks.
    private void log(SmtpException.Unavailable failure) {
        LOG.log(Level.INFO, () -> door.role() + ": answered " + failure.getMessage() + because(failure.getCause()));
        LOG.log(Level.DEBUG, "stack of the failure", failure);
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private void run(Command command) throws IOException, SmtpException {
        switch (command) {
            case Command.Hello hello -> say(hello(hello));
            case Command.Mail mail -> {
                state = new AcceptSender(door).run(state, mail);
                say(Reply.of(250, "2.1.0", "sender ok"));
            }
            case Command.Rcpt rcpt -> {
                state = new AcceptRecipient(door).run(state, rcpt);
                say(Reply.of(250, "2.1.5", "recipient ok"));
            }
            case Command.Data data -> say(receive());
            case Command.Rset rset -> {
                reset();
                say(Reply.of(250, "2.0.0", "reset"));
            }
            case Command.Auth auth -> authenticate(auth);
            case Command.StartTls startTls -> startTls();
            case Command.Noop noop -> say(Reply.of(250, "2.0.0", "ok"));
            case Command.Vrfy vrfy -> say(Reply.of(252, "2.5.2", "not told: send it, and see"));
            case Command.Help help -> say(Reply.of(214, "2.0.0", "see RFC 5321"));
            case Command.NotOffered notOffered -> throw new SmtpException.Syntax(502, "5.5.1", "command not offered");
            case Command.Quit quit -> end(Reply.of(221, "2.0.0", "goodbye"));
        }
    }

    /// RFC 5321 §4.1.1.1. A second hello is a RSET; who has logged in stays so.
    private Reply hello(Command.Hello hello) {
        Peer before = peer();
        state = new State.Ready(new Peer(hello.name(), hello.extended(), before == null ? null : before.mailbox()));
        if (!hello.extended()) {
            return Reply.of(250, "", door.hostname());
        }
        List<String> lines = new ArrayList<>();
        lines.add(door.hostname());
        lines.add("PIPELINING");
        lines.add("SIZE " + door.limits().literalBytes());
        lines.add("8BITMIME");
        lines.add("ENHANCEDSTATUSCODES");
        if (!connection.isTls()) {
            lines.add("STARTTLS");
        }
        String auth = Authenticate.offer(door, connection);
        if (!auth.isEmpty()) {
            lines.add(auth);
        }
        return new Reply(250, "", lines);
    }

    private @Nullable Peer peer() {
        return switch (state) {
            case State.Connected connected -> null;
            case State.Ready ready -> ready.peer();
            case State.Open open -> open.peer();
        };
    }

    private void reset() {
        Peer peer = peer();
        state = peer == null ? new State.Connected() : new State.Ready(peer);
    }

    /// However it ends, the transaction is over (RFC 5321 §4.1.1.4).
    private Reply receive() throws IOException, SmtpException {
        ReceiveMessage receive = new ReceiveMessage(door);
        State.Open transaction = receive.ready(state);
        try {
            return receive.run(connection, transaction);
        } finally {
            reset();
        }
    }

    private void authenticate(Command.Auth auth) throws IOException, SmtpException {
        try {
            WrappedKey mailbox = new Authenticate(door).run(connection, state, auth);
            Peer peer = peer();
            if (peer != null) {
                state = new State.Ready(peer.loggedIn(mailbox));
            }
            say(Reply.of(235, "2.7.0", "welcome"));
        } catch (SmtpException.Denied e) {
            loginFailures++;
            throw e;
        }
    }

    /// RFC 3207 §4.2: all that was said in the clear is forgotten.
    private void startTls() throws IOException, SmtpException {
        if (connection.isTls()) {
            throw new SmtpException.Syntax(503, "5.5.1", "TLS is in use already");
        }
        String goAhead = Reply.of(220, "2.0.0", "begin TLS").text();
        connection.startTls(door.tls(), goAhead.getBytes(StandardCharsets.US_ASCII));
        state = new State.Connected();
    }
}
