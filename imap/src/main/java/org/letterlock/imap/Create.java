package org.letterlock.imap;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Folder;
import org.letterlock.mailbox.Refused;

/// CREATE (RFC 3501 §6.3.3), also with a special use (RFC 6154 §3). Answers with the mailbox id (RFC 8474
/// §4.1).
final class Create {
    private Create() {}

    static Done run(Session session, Command.Create command) throws ImapException, KeyUnavailableException, Refused {
        String name = command.mailbox();
        // A delimiter at the end says that children will follow (RFC 3501 §6.3.3); it is not part of
        // the name.
        String plain = name.length() > 1 && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        Folder folder = session.account().mailbox().create(plain, command.use());
        return new Done(ResponseCode.mailboxId(folder.id()), "Created");
    }
}
