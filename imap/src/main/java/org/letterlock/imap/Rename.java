package org.letterlock.imap;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// RENAME (RFC 3501 §6.3.5). A selected mailbox stays selected under its new name.
final class Rename {
    private Rename() {}

    static Done run(Session session, Command.Rename command) throws ImapException, KeyUnavailableException, Refused {
        session.account().mailbox().rename(command.from(), command.to());
        return Done.ok("Renamed");
    }
}
