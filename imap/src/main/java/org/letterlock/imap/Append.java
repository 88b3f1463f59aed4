package org.letterlock.imap;

import java.util.ArrayList;
import java.util.List;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Appended;
import org.letterlock.mailbox.NewMessage;
import org.letterlock.mailbox.Refused;

/// APPEND (RFC 3501 §6.3.11), of several messages in one commit (RFC 3502). Answers with their UIDs
/// (RFC 4315 §3).
final class Append {
    private Append() {}

    static Done run(Session session, Command.Append command) throws ImapException, KeyUnavailableException, Refused {
        long now = session.door().clock().instant().getEpochSecond();
        List<NewMessage> messages = new ArrayList<>();
        for (Command.Append.Message message : command.messages()) {
            if (message.content().length == 0) {
                throw new Declined(ResponseCode.CANNOT, "A message of no octets");
            }
            if (hasNul(message.content())) {
                throw new Declined(ResponseCode.CANNOT, "A message with NUL octets");
            }
            messages.add(
                    new NewMessage(message.content(), message.flags(), message.date() == null ? now : message.date()));
        }
        Appended appended = session.account().mailbox().append(command.mailbox(), messages);
        return new Done(
                new ResponseCode("APPENDUID " + appended.uidValidity() + ' ' + SequenceSet.compact(appended.uids())),
                "Appended");
    }

    /// RFC 3501 §9: what a literal holds is any octet but NUL, and so FETCH could not send it.
    private static boolean hasNul(byte[] content) {
        for (byte octet : content) {
            if (octet == 0) {
                return true;
            }
        }
        return false;
    }
}
