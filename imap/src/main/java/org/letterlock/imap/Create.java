package org.letterlock.imap;

import java.io.IOException;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// CREATE (RFC 3501 §6.3.3), also with a special use (RFC 6154 §3).
final class Create {
    private Create() {}

    static Done run(Session session, Command.Create command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        String name = command.mailbox();
        // A delimiter at the end says that children will follow (RFC 3501 §6.3.3); it is not part of the name.
        String plain = name.length() > 1 && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        session.account().mailbox().create(plain, command.use());
        return Done.ok("Created");
    }
}
