package org.letterlock.imap;

import java.io.IOException;

/// LOGOUT (RFC 3501 §6.1.3).
final class Logout {
    private Logout() {}

    static Done run(Session session) throws IOException {
        session.bye("Goodbye");
        return Done.ok("Logged out");
    }
}
