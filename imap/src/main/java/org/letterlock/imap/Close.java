package org.letterlock.imap;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// CLOSE (RFC 3501 §6.4.2): expunges without telling, unless the mailbox is read-only, and leaves it.
final class Close {
    private Close() {}

    static Done run(Session session) throws ImapException, KeyUnavailableException, Refused {
        SelectedFolder folder = session.selected();
        if (!folder.readOnly()) {
            session.account().mailbox().expunge(folder.id(), folder.uids().all());
        }
        session.deselect();
        return Done.ok("Closed");
    }
}
