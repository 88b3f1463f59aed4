package org.letterlock.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// IDLE (RFC 2177): until `DONE` the [Notifier] writes what changes.
final class Idle {
    private static final int LINE_BYTES = 1_024;

    private Idle() {}

    static Done run(Session session) throws IOException, BadSyntax {
        session.account();
        session.out().send(new Response.Continue("idling"));
        if (session.state() instanceof State.Selected s) {
            session.notifier().begin(s.folder());
        }
        byte[] line;
        try {
            line = session.answerLine(LINE_BYTES);
        } finally {
            session.notifier().end();
        }
        if (line == null) {
            session.state(new State.Ended());
            return Done.SAID;
        }
        if (!new String(line, StandardCharsets.US_ASCII).equalsIgnoreCase("DONE")) {
            throw new BadSyntax("Expected DONE");
        }
        return Done.ok("No longer idling");
    }
}
