package org.letterlock.imap;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// SUBSCRIBE and UNSUBSCRIBE (RFC 3501 §6.3.6, §6.3.7). Only mailboxes that exist can be subscribed.
final class Subscribe {
    private Subscribe() {}

    static Done run(Session session, Command.Subscribe command) throws ImapException, KeyUnavailableException, Refused {
        session.account().mailbox().subscribe(command.mailbox(), command.subscribed());
        return Done.ok(command.subscribed() ? "Subscribed" : "Unsubscribed");
    }
}
