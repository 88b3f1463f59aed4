package org.letterlock.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.WrappedKey;

/// MAIL FROM (RFC 5321 §4.1.1.2).
record AcceptSender(Door door) {
    State.Open run(State state, Command.Mail mail) throws SmtpException {
        return switch (state) {
            case State.Connected connected -> throw new SmtpException.Syntax(503, "5.5.1", "say EHLO first");
            case State.Open open -> throw new SmtpException.Syntax(503, "5.5.1", "a transaction is open: RSET first");
            case State.Ready(Peer peer) -> {
                if (door.role() == Role.SUBMISSION) {
                    check(peer.mailbox(), mail);
                }
                if (mail.size().orElse(0) > door.limits().literalBytes()) {
                    throw new SmtpException.Denied(552, "5.3.4", "message over the size limit");
                }
                yield new State.Open(peer, mail.sender(), List.of());
            }
        };
    }

    /// A null sender is a bounce or a read receipt: a user may send these.
    private void check(@Nullable WrappedKey mailbox, Command.Mail mail) throws SmtpException {
        if (mailbox == null) {
            throw new SmtpException.Denied(530, "5.7.0", "log in first");
        }
        MailAddress sender = mail.sender();
        if (sender != null && !new Authorship(door).isOf(mailbox, sender)) {
            throw new SmtpException.Denied(553, "5.7.1", "not one of your addresses");
        }
    }
}
