package org.letterlock.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.FlagChange;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Item;
import org.letterlock.mailbox.Refused;

/// STORE and UID STORE (RFC 3501 §6.4.6): one commit for the whole set.
final class Store {
    private Store() {}

    static Done run(Session session, Command.Store command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        SelectedFolder folder = session.selected();
        folder.writable();
        List<Span> spans = folder.spans(command.set(), command.uid());
        if (spans.isEmpty()) {
            return Done.ok("Nothing to store");
        }
        session.account()
                .mailbox()
                .store(
                        folder.id(),
                        folder.uids().uids(spans),
                        new FlagChange(command.kind(), command.flags()),
                        OptionalLong.empty());
        FolderView view = folder.view();
        folder.tellKeywords(session.out(), view);
        boolean all = command.silent() || tell(session.out(), folder, spans, command.uid(), view);
        return all ? Done.ok("Stored") : new Done(ResponseCode.EXPUNGEISSUED, "Some are gone");
    }

    /// @return whether all messages were still there
    private static boolean tell(
            ResponseWriter out, SelectedFolder folder, List<Span> spans, boolean uid, FolderView view)
            throws IOException, KeyUnavailableException, Refused {
        Locator locator = new Locator(view);
        boolean all = true;
        for (Span span : spans) {
            for (int index = span.from(); index < span.to(); index++) {
                Item item = locator.find(folder.uids().uid(index), index);
                if (item == null) {
                    all = false;
                } else {
                    out.send(new Response.Fetched(index + 1, values(item, uid)));
                }
            }
        }
        return all;
    }

    private static List<FetchValue> values(Item item, boolean uid) {
        List<FetchValue> values = new ArrayList<>(2);
        if (uid) {
            values.add(new FetchValue.Uid(item.uid()));
        }
        values.add(new FetchValue.Flags(item.flags()));
        return values;
    }
}
