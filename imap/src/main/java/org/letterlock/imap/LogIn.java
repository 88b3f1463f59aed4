package org.letterlock.imap;

import java.io.IOException;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Login;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;

/// LOGIN (RFC 3501 §6.2.3), and what AUTHENTICATE shares with it. A password is looked at only through
/// TLS.
final class LogIn {
    private LogIn() {}

    static Done run(Session session, Command.Login command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        allowed(session);
        return with(session, command.user(), command.password());
    }

    static void allowed(Session session) throws ImapException {
        if (!(session.state() instanceof State.NotAuthenticated)) {
            throw new BadSyntax("Logged in already");
        }
        if (!session.connection().isTls()) {
            throw needsTls();
        }
    }

    static Declined needsTls() {
        return new Declined(ResponseCode.PRIVACYREQUIRED, "Passwords only through TLS: use STARTTLS");
    }

    /// @param password is zeroed
    static Done with(Session session, String user, byte[] password)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        return switch (authenticate(session, user, password)) {
            case Login.Accepted accepted -> accepted(session, accepted);
            case Login.Rejected rejected ->
                throw failed(session, new Declined(ResponseCode.AUTHENTICATIONFAILED, "Wrong user name or password"));
            case Login.Throttled throttled ->
                throw failed(
                        session,
                        new Declined(
                                ResponseCode.LIMIT,
                                "Too many failed log-ins, try again in "
                                        + Math.max(1, throttled.retryAfter().toSeconds()) + " s"));
        };
    }

    private static Login authenticate(Session session, String user, byte[] password) throws KeyUnavailableException {
        if (password.length == 0) {
            return new Login.Rejected();
        }
        try (Secret secret = Secret.take(password)) {
            return session.door()
                    .accounts()
                    .authenticate(user, secret, session.connection().remote().getAddress());
        }
    }

    private static Done accepted(Session session, Login.Accepted login)
            throws ImapException, KeyUnavailableException, Refused {
        String user = login.user().id().toString();
        Runnable release = session.door().enter(user);
        if (release == null) {
            throw new Declined(ResponseCode.LIMIT, "Too many connections");
        }
        boolean opened = false;
        try {
            Mailbox mailbox = session.door().accounts().open(login);
            session.loggedIn(new Account(user, mailbox, release));
            opened = true;
        } finally {
            if (!opened) {
                release.run();
            }
        }
        return new Done(new ResponseCode("CAPABILITY " + String.join(" ", Capability.names(session))), "Logged in");
    }

    private static Declined failed(Session session, Declined answer) throws IOException {
        session.loginFailed();
        return answer;
    }
}
