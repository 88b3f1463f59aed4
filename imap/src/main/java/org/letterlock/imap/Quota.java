package org.letterlock.imap;

import java.io.IOException;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;

/// GETQUOTA and GETQUOTAROOT (RFC 9208 §4.1): one root for the whole mailbox, named by the empty string.
final class Quota {
    private static final String ROOT = "";
    private static final long KIB = 1024;

    private Quota() {}

    static Done run(Session session, Command.GetQuota command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        Mailbox mailbox = session.account().mailbox();
        if (!command.root().equals(ROOT)) {
            throw new Declined(ResponseCode.NONEXISTENT, "No such quota root");
        }
        tell(session, mailbox);
        return Done.ok("Told");
    }

    static Done root(Session session, Command.GetQuotaRoot command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        Mailbox mailbox = session.account().mailbox();
        String name = mailbox.view(command.mailbox()).folder().name();
        session.out().send(new Response.QuotaRoot(name, ROOT));
        tell(session, mailbox);
        return Done.ok("Told");
    }

    private static void tell(Session session, Mailbox mailbox) throws IOException, KeyUnavailableException, Refused {
        Mailbox.Quota quota = mailbox.quota();
        session.out().send(new Response.Quota(ROOT, Math.ceilDiv(quota.usedBytes(), KIB), quota.limitBytes() / KIB));
    }
}
