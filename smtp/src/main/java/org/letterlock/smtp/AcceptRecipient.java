package org.letterlock.smtp;

import java.util.ArrayList;
import java.util.List;
import org.letterlock.directory.Recipient;

/// RCPT TO (RFC 5321 §4.1.1.3): mailboxes here, and nothing else. Answers from the instance's own
/// records, so that it works while an organization's key is refused, and no outsider can cause a KMS
/// call.
record AcceptRecipient(Door door) {
    private static final String POSTMASTER = "postmaster";

    State.Open run(State state, Command.Rcpt rcpt) throws SmtpException {
        return switch (state) {
            case State.Connected connected -> throw new SmtpException.Syntax(503, "5.5.1", "say EHLO first");
            case State.Ready ready -> throw new SmtpException.Syntax(503, "5.5.1", "MAIL comes first");
            case State.Open open -> {
                if (open.destinations().size() >= Door.MAX_RECIPIENTS) {
                    throw new SmtpException.Unavailable(452, "4.5.3", "too many recipients");
                }
                Destination destination = find(rcpt.recipient());
                sameOrganization(open.destinations(), destination);
                List<Destination> all = new ArrayList<>(open.destinations());
                all.add(destination);
                yield new State.Open(open.peer(), open.sender(), List.copyOf(all));
            }
        };
    }

    private Destination find(MailAddress address) throws SmtpException {
        boolean postmaster = address.domain().isEmpty();
        MailAddress full = postmaster ? new MailAddress(POSTMASTER, door.hostname()) : address;
        if (!postmaster && (address.isLiteral() || !door.accounts().isLocalDomain(address.domain()))) {
            throw new SmtpException.Denied(550, "5.7.1", "not a domain of this server: relaying is not available");
        }
        Recipient recipient = door.accounts()
                .recipient(full.text())
                .orElseThrow(() -> new SmtpException.Denied(550, "5.1.1", "no such mailbox"));
        return new Destination(full, recipient.mailbox());
    }

    /// DATA has one answer for all recipients. Were they of several organizations, one's refused key
    /// would keep the letter from the others for days: so other servers send a letter an organization.
    /// Our own users wait at a screen, and may write to all at once.
    private void sameOrganization(List<Destination> before, Destination next) throws SmtpException {
        boolean same = before.isEmpty() || before.getFirst().organization().equals(next.organization());
        if (!same && door.role() == Role.RECEPTION) {
            throw new SmtpException.Unavailable(452, "4.5.3", "too many recipients: send this one another letter");
        }
    }
}
