package org.letterlock.imap;

import java.io.IOException;
import java.util.List;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Folder;
import org.letterlock.mailbox.Refused;

/// LSUB (RFC 3501 §6.3.9): a `%` that stops above a subscribed mailbox shows the name there as
/// `\Noselect`.
final class Lsub {
    private Lsub() {}

    static Done run(Session session, Command.Lsub command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        NamePattern pattern = NamePattern.of(command.reference() + command.pattern());
        FolderTree tree = new FolderTree(session.account().mailbox().folders());
        for (String name : tree.names()) {
            if (!pattern.matches(name)) {
                continue;
            }
            Folder folder = tree.folder(name);
            if (folder != null && folder.subscribed()) {
                session.out().send(new Response.Listed(true, List.of(), name, false));
            } else if (command.pattern().endsWith("%") && tree.anyBelow(name, Folder::subscribed)) {
                session.out().send(new Response.Listed(true, List.of("\\Noselect"), name, false));
            }
        }
        return Done.ok("Listed");
    }
}
