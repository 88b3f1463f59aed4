package org.letterlock.imap;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;

/// DELETE (RFC 3501 §6.3.4). Whoever deletes the mailbox that they have selected has none selected any
/// more.
final class Delete {
    private Delete() {}

    static Done run(Session session, Command.Delete command) throws ImapException, KeyUnavailableException, Refused {
        Mailbox mailbox = session.account().mailbox();
        boolean selected = session.state() instanceof State.Selected s
                && mailbox.view(command.mailbox()).folder().id() == s.folder().id();
        mailbox.delete(command.mailbox());
        if (selected) {
            session.deselect();
        }
        return Done.ok("Deleted");
    }
}
