package org.letterlock.imap;

import java.util.List;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// EXPUNGE (RFC 3501 §6.4.3) and UID EXPUNGE (RFC 4315 §2.1): of those messages that this client has
/// been told of.
final class Expunge {
    private Expunge() {}

    static Done run(Session session, Command.Expunge command) throws ImapException, KeyUnavailableException, Refused {
        SelectedFolder folder = session.selected();
        folder.writable();
        long[] uids = command.uids() == null ? folder.uids().all() : folder.uids(command.uids(), true);
        List<Long> gone = session.account().mailbox().expunge(folder.id(), uids);
        folder.pending().vanish(gone.stream().mapToLong(Long::longValue).toArray());
        return Done.ok("Expunged");
    }
}
