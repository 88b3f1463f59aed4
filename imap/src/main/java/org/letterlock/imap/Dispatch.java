package org.letterlock.imap;

import java.io.IOException;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// Which file answers which command. No `default`: a new command does not compile until it is answered.
final class Dispatch {
    private Dispatch() {}

    static Done run(Session session, String tag, Command command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        return switch (command) {
            case Command.Capability c -> Capability.run(session);
            case Command.Noop c -> Done.ok("Nothing done");
            case Command.Logout c -> Logout.run(session);
            case Command.Id c -> Id.run(session);
            case Command.StartTls c -> StartTls.run(session, tag);
            case Command.Authenticate c -> Authenticate.run(session, c);
            case Command.Login c -> LogIn.run(session, c);
            case Command.Enable c -> Enable.run(session, c);
            case Command.Select c -> Select.run(session, c);
            case Command.Create c -> Create.run(session, c);
            case Command.Delete c -> Delete.run(session, c);
            case Command.Rename c -> Rename.run(session, c);
            case Command.Subscribe c -> Subscribe.run(session, c);
            case Command.ListMailboxes c -> new ListMailboxes(session, c).run();
            case Command.Lsub c -> Lsub.run(session, c);
            case Command.Namespace c -> Namespace.run(session);
            case Command.Status c -> Status.run(session, c);
            case Command.Append c -> Append.run(session, c);
            case Command.Idle c -> Idle.run(session);
            case Command.Check c -> Check.run(session);
            case Command.Close c -> Close.run(session);
            case Command.Unselect c -> Unselect.run(session);
            case Command.Expunge c -> Expunge.run(session, c);
            case Command.Search c -> new Search(session, tag, c).run();
            case Command.Fetch c -> new Fetch(session, c).run();
            case Command.Store c -> Store.run(session, c);
            case Command.Copy c -> Copy.run(session, c);
            case Command.Move c -> Move.run(session, c);
            case Command.GetQuota c -> Quota.run(session, c);
            case Command.GetQuotaRoot c -> Quota.root(session, c);
        };
    }

    /// EXPUNGE must not come while sequence numbers of a FETCH, STORE or SEARCH are in flight (RFC 3501
    /// §7.4.1).
    static boolean mayTellExpunges(Command command) {
        return switch (command) {
            case Command.Fetch c -> c.uid();
            case Command.Store c -> c.uid();
            case Command.Search c -> c.uid();
            default -> true;
        };
    }
}
