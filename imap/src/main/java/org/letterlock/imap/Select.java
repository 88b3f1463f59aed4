package org.letterlock.imap;

import java.io.IOException;
import org.letterlock.imap.Response.Condition;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Folder;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;

/// SELECT and EXAMINE (RFC 3501 §6.3.1, §6.3.2). If it fails no mailbox is selected.
final class Select {
    /// How far the first unseen message is looked for; beyond, the client is not told where it is.
    private static final int UNSEEN_SCAN = 4_096;

    private Select() {}

    static Done run(Session session, Command.Select command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        session.deselect();
        Account account = session.account();
        Mailbox mailbox = account.mailbox();
        long id = mailbox.view(command.mailbox()).folder().id();
        SelectedFolder folder = SelectedFolder.open(mailbox, id, command.examine(), session.notifier()::wake);
        session.state(new State.Selected(account, folder));
        boolean told = false;
        try {
            tell(session, folder);
            told = true;
        } finally {
            if (!told) {
                session.deselect();
            }
        }
        return new Done(
                command.examine() ? ResponseCode.READ_ONLY : ResponseCode.READ_WRITE,
                command.examine() ? "Examined" : "Selected");
    }

    private static void tell(Session session, SelectedFolder selected)
            throws IOException, KeyUnavailableException, Refused {
        FolderView view = selected.view();
        Folder folder = view.folder();
        ResponseWriter out = session.out();
        out.send(new Response.Flags(view.keywords()));
        out.send(new Response.PermanentFlags(view.keywords(), selected.readOnly()));
        out.send(new Response.Exists(selected.uids().size()));
        out.send(new Response.Recent(0));
        int unseen = firstUnseen(view, folder);
        if (unseen > 0 && unseen <= selected.uids().size()) {
            session.untagged(Condition.OK, ResponseCode.of("UNSEEN", unseen), "First unseen");
        }
        session.untagged(Condition.OK, ResponseCode.of("UIDVALIDITY", folder.uidValidity()), "UIDs valid");
        session.untagged(Condition.OK, ResponseCode.of("UIDNEXT", folder.uidNext()), "Predicted next UID");
        session.untagged(Condition.OK, ResponseCode.mailboxId(folder.id()), "Mailbox id");
    }

    /// Its sequence number; 0 if there is none, or none near the beginning.
    private static int firstUnseen(FolderView view, Folder folder) throws KeyUnavailableException {
        if (folder.unseen() == 0) {
            return 0;
        }
        int end = Math.min(view.size(), UNSEEN_SCAN);
        for (int index = 0; index < end; index++) {
            if (!view.item(index).flags().contains("\\Seen")) {
                return index + 1;
            }
        }
        return 0;
    }
}
