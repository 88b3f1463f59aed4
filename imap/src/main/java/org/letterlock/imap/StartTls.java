package org.letterlock.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.letterlock.wire.PlaintextInjectionException;

/// STARTTLS (RFC 3501 §6.2.1). The tagged OK goes out in the clear before the handshake, and nothing
/// after it: the answer that the session would give is not sent.
final class StartTls {
    private StartTls() {}

    static Done run(Session session, String tag) throws IOException, BadSyntax {
        if (!(session.state() instanceof State.NotAuthenticated)) {
            throw new BadSyntax("Too late for STARTTLS");
        }
        if (session.connection().isTls()) {
            throw new BadSyntax("TLS is on already");
        }
        byte[] goAhead = (tag + " OK Begin TLS now\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            session.connection().startTls(session.door().tls(), goAhead);
        } catch (PlaintextInjectionException e) {
            session.bye("Bytes came in the clear after STARTTLS");
            throw new BadSyntax("Bytes came in the clear after STARTTLS");
        }
        return Done.SAID;
    }
}
