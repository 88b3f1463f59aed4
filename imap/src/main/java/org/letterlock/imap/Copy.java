package org.letterlock.imap;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Copied;
import org.letterlock.mailbox.Refused;

/// COPY and UID COPY (RFC 3501 §6.4.7), all or none. Answers with the UIDs (RFC 4315 §3).
final class Copy {
    private Copy() {}

    static Done run(Session session, Command.Copy command) throws ImapException, KeyUnavailableException, Refused {
        SelectedFolder folder = session.selected();
        long[] uids = folder.uids(command.set(), command.uid());
        if (uids.length == 0) {
            return Done.ok("Nothing to copy");
        }
        Copied copied = session.account().mailbox().copy(folder.id(), uids, command.mailbox());
        if (copied.from().isEmpty()) {
            return new Done(ResponseCode.EXPUNGEISSUED, "Nothing to copy any more");
        }
        return new Done(code(copied), "Copied");
    }

    static ResponseCode code(Copied copied) {
        return new ResponseCode("COPYUID " + copied.uidValidity() + ' '
                + SequenceSet.compact(copied.from()) + ' '
                + SequenceSet.compact(copied.to()));
    }
}
