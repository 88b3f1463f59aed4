package org.letterlock.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.Command.ListMailboxes.Return;
import org.letterlock.imap.Command.ListMailboxes.Selection;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Folder;
import org.letterlock.mailbox.Refused;

/// LIST (RFC 3501 §6.3.8), LIST-EXTENDED (RFC 5258), LIST-STATUS (RFC 5819), SPECIAL-USE (RFC 6154), CHILDREN (RFC
/// 3348).
final class ListMailboxes {
    private final Session session;
    private final Command.ListMailboxes command;
    private final List<NamePattern> patterns = new ArrayList<>();

    ListMailboxes(Session session, Command.ListMailboxes command) throws BadSyntax {
        this.session = session;
        this.command = command;
        for (String pattern : command.patterns()) {
            patterns.add(NamePattern.of(command.reference() + pattern));
        }
    }

    Done run() throws IOException, ImapException, KeyUnavailableException, Refused {
        Account account = session.account();
        if (!command.extended() && command.patterns().getFirst().isEmpty()) {
            session.out().send(new Response.Root());
            return Done.ok("Listed");
        }
        FolderTree tree = new FolderTree(account.mailbox().folders());
        for (String name : tree.names()) {
            if (patterns.stream().anyMatch(pattern -> pattern.matches(name))) {
                list(tree, name, tree.folder(name));
            }
        }
        return Done.ok("Listed");
    }

    private void list(FolderTree tree, String name, @Nullable Folder folder) throws IOException {
        boolean selected = folder == null ? command.selections().isEmpty() : selected(folder);
        boolean childInfo =
                command.selections().contains(Selection.RECURSIVEMATCH) && tree.anyBelow(name, this::selected);
        if (!selected && !childInfo) {
            return;
        }
        session.out().send(new Response.Listed(false, attributes(tree, name, folder), name, childInfo));
        if (folder != null && !command.statuses().isEmpty()) {
            session.out().send(Status.of(folder, command.statuses()));
        }
    }

    private boolean selected(Folder folder) {
        return (!command.selections().contains(Selection.SUBSCRIBED) || folder.subscribed())
                && (!command.selections().contains(Selection.SPECIAL_USE) || folder.use() != null);
    }

    private List<String> attributes(FolderTree tree, String name, @Nullable Folder folder) {
        List<String> attributes = new ArrayList<>();
        if (folder == null) {
            attributes.add(command.extended() ? "\\NonExistent" : "\\Noselect");
        }
        attributes.add(tree.hasChildren(name) ? "\\HasChildren" : "\\HasNoChildren");
        boolean subscriptions = command.selections().contains(Selection.SUBSCRIBED)
                || command.returns().contains(Return.SUBSCRIBED);
        if (folder != null && folder.subscribed() && subscriptions) {
            attributes.add("\\Subscribed");
        }
        if (folder != null && folder.use() != null) {
            attributes.add(Response.Listed.attribute(folder.use()));
        }
        return attributes;
    }
}
