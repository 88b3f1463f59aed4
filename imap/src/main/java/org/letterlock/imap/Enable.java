package org.letterlock.imap;

import java.io.IOException;
import java.util.List;

/// ENABLE (RFC 5161): `UTF8=ACCEPT` (RFC 6855) is all there is to enable.
final class Enable {
    private static final String UTF8 = "UTF8=ACCEPT";

    private Enable() {}

    static Done run(Session session, Command.Enable command) throws IOException, BadSyntax {
        session.account();
        boolean utf8 = command.extensions().contains(UTF8);
        session.out().send(new Response.Enabled(utf8 ? List.of(UTF8) : List.of()));
        if (utf8) {
            session.out().utf8(true);
        }
        return Done.ok("Enabled");
    }
}
