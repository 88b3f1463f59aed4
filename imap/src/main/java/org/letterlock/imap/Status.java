package org.letterlock.imap;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.letterlock.imap.Command.StatusItem;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Folder;
import org.letterlock.mailbox.Refused;

/// STATUS (RFC 3501 §6.3.10), with SIZE (RFC 8438).
final class Status {
    private Status() {}

    static Done run(Session session, Command.Status command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        Folder folder = session.account().mailbox().view(command.mailbox()).folder();
        session.out().send(of(folder, command.items()));
        return Done.ok("Told");
    }

    static Response.StatusOf of(Folder folder, List<StatusItem> items) {
        SequencedMap<StatusItem, Long> values = new LinkedHashMap<>();
        items.forEach(item -> values.put(item, value(folder, item)));
        return new Response.StatusOf(folder.name(), values);
    }

    private static long value(Folder folder, StatusItem item) {
        return switch (item) {
            case MESSAGES -> folder.messages();
            case RECENT -> 0;
            case UIDNEXT -> folder.uidNext();
            case UIDVALIDITY -> folder.uidValidity();
            case UNSEEN -> folder.unseen();
            case SIZE -> folder.bytes();
            case MAILBOXID -> folder.id();
        };
    }
}
