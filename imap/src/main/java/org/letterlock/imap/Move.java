package org.letterlock.imap;

import java.io.IOException;
import org.letterlock.imap.Response.Condition;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Copied;
import org.letterlock.mailbox.Refused;

/// MOVE and UID MOVE (RFC 6851): one commit; COPYUID goes before the EXPUNGE responses (§4.3).
final class Move {
    private Move() {}

    static Done run(Session session, Command.Move command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        SelectedFolder folder = session.selected();
        folder.writable();
        long[] uids = folder.uids(command.set(), command.uid());
        if (uids.length == 0) {
            return Done.ok("Nothing to move");
        }
        Copied moved = session.account().mailbox().move(folder.id(), uids, command.mailbox());
        if (moved.from().isEmpty()) {
            return new Done(ResponseCode.EXPUNGEISSUED, "Nothing to move any more");
        }
        session.untagged(Condition.OK, Copy.code(moved), "Moved");
        folder.pending().vanish(moved.from().stream().mapToLong(Long::longValue).toArray());
        return Done.ok("Moved");
    }
}
