package org.letterlock.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Login;
import org.letterlock.directory.User;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.store.StoreException;
import org.letterlock.wire.Connection;
import org.letterlock.wire.LineEnd;

/// AUTH (RFC 4954): PLAIN (RFC 4616) and LOGIN, through TLS only, once a session.
record Authenticate(Door door) {
    private static final String MECHANISMS = "PLAIN LOGIN";

    /// What EHLO says of it; empty if it would be refused now.
    static String offer(Door door, Connection connection) {
        return door.role() == Role.SUBMISSION && connection.isTls() ? "AUTH " + MECHANISMS : "";
    }

    /// @return the mailbox of who has logged in
    WrappedKey run(Connection connection, State state, Command.Auth auth) throws IOException, SmtpException {
        if (door.role() == Role.RECEPTION) {
            throw new SmtpException.Syntax(502, "5.5.1", "no log-in here: use the submission port");
        }
        if (!connection.isTls()) {
            throw new SmtpException.Denied(538, "5.7.11", "STARTTLS first");
        }
        if (!(state instanceof State.Ready(Peer peer)) || peer.mailbox() != null) {
            throw new SmtpException.Syntax(503, "5.5.1", "not now");
        }
        return switch (auth.mechanism()) {
            case "PLAIN" -> plain(connection, auth.initial());
            case "LOGIN" -> login(connection, auth.initial());
            default -> throw new SmtpException.Syntax(504, "5.5.4", "mechanisms: " + MECHANISMS);
        };
    }

    private WrappedKey plain(Connection connection, @Nullable String initial) throws IOException, SmtpException {
        byte[] message = initial == null ? ask(connection, "") : decode(initial);
        try {
            int first = indexOfNul(message, 0);
            int second = indexOfNul(message, first + 1);
            String authorized = text(message, 0, first);
            String user = text(message, first + 1, second);
            if (!authorized.isEmpty() && !authorized.equals(user)) {
                throw new SmtpException.Denied(535, "5.7.8", "one user cannot act as another");
            }
            return check(connection, user, message, second + 1);
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    private WrappedKey login(Connection connection, @Nullable String initial) throws IOException, SmtpException {
        byte[] user = initial == null ? ask(connection, "VXNlcm5hbWU6") : decode(initial);
        byte[] password = ask(connection, "UGFzc3dvcmQ6");
        return check(connection, new String(user, StandardCharsets.UTF_8), password, 0);
    }

    private static int indexOfNul(byte[] message, int from) throws SmtpException {
        for (int i = from; i < message.length; i++) {
            if (message[i] == 0) {
                return i;
            }
        }
        throw new SmtpException.Syntax(501, "5.5.2", "bad response");
    }

    private static String text(byte[] message, int from, int to) {
        return new String(message, from, to - from, StandardCharsets.UTF_8);
    }

    private byte[] ask(Connection connection, String challenge) throws IOException, SmtpException {
        connection.write("334 " + challenge + "\r\n");
        byte[] line = connection.readLine(door.limits().lineBytes(), LineEnd.CRLF);
        if (line == null) {
            throw new IOException("end of input in AUTH");
        }
        if (line.length == 1 && line[0] == '*') {
            throw new SmtpException.Syntax(501, "5.0.0", "given up");
        }
        try {
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw new SmtpException.Syntax(501, "5.5.2", "bad base64");
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    /// `=` is an empty response (RFC 4954 §4).
    private static byte[] decode(String initial) throws SmtpException {
        try {
            return initial.equals("=") ? new byte[0] : Base64.getDecoder().decode(initial);
        } catch (IllegalArgumentException e) {
            throw new SmtpException.Syntax(501, "5.5.2", "bad base64");
        }
    }

    /// @param bytes the password, from `offset` to the end; zeroed here
    private WrappedKey check(Connection connection, String user, byte[] bytes, int offset) throws SmtpException {
        int length = bytes.length - offset;
        if (length < 1 || length > Secret.MAX_BYTES) {
            throw wrong();
        }
        try (Secret password = Secret.take(bytes, offset, length)) {
            return switch (door.accounts()
                    .authenticate(user, password, connection.remote().getAddress())) {
                case Login.Accepted(User who, String credential) -> who.mailbox();
                case Login.Rejected() -> throw wrong();
                case Login.Throttled(var retryAfter) ->
                    throw new SmtpException.Unavailable(
                            454, "4.7.0", "too many failures, try again in " + retryAfter.toSeconds() + " s");
            };
        } catch (KeyUnavailableException e) {
            throw Failures.of(454, e);
        } catch (StoreException e) {
            throw Failures.ofLogin(e);
        }
    }

    private static SmtpException wrong() {
        return new SmtpException.Denied(535, "5.7.8", "wrong user or password");
    }
}
