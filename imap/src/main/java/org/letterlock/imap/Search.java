package org.letterlock.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.Command.SearchReturn;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Query;
import org.letterlock.mailbox.Refused;

/// SEARCH and UID SEARCH (RFC 3501 §6.4.4), with RETURN (RFC 4731): among the messages that this client
/// has been told of.
final class Search {
    private final Session session;
    private final SelectedFolder folder;
    private final String tag;
    private final Command.Search command;

    Search(Session session, String tag, Command.Search command) throws BadSyntax {
        this.session = session;
        this.folder = session.selected();
        this.tag = tag;
        this.command = command;
    }

    Done run() throws IOException, ImapException, KeyUnavailableException, Refused {
        long now = session.door().clock().instant().getEpochSecond();
        FolderView view = folder.view();
        Query query = new SearchQuery(folder.uids(), view, now).of(command.key());
        org.letterlock.mailbox.Search.Result result =
                org.letterlock.mailbox.Search.run(session.account().mailbox(), view, query);
        long[] found = told(result.uids());
        if (command.returns() == null) {
            session.out().send(new Response.Found(numbers(found)));
        } else {
            session.out().send(extended(numbers(found), command.returns()));
        }
        return result.unreadable().length == 0
                ? Done.ok("Searched")
                : new Done(ResponseCode.CORRUPTION, "Some damaged messages could not be searched");
    }

    /// Those that the client has been told of.
    private long[] told(long[] uids) {
        return Arrays.stream(uids)
                .filter(uid -> folder.uids().indexOf(uid) >= 0)
                .toArray();
    }

    /// UIDs, or the sequence numbers that the client knows them by.
    private long[] numbers(long[] uids) {
        if (command.uid()) {
            return uids;
        }
        long[] numbers = new long[uids.length];
        for (int i = 0; i < uids.length; i++) {
            numbers[i] = folder.uids().indexOf(uids[i]) + 1;
        }
        return numbers;
    }

    private Response.Extended extended(long[] ascending, Set<SearchReturn> returns) {
        boolean none = ascending.length == 0;
        return new Response.Extended(
                tag,
                command.uid(),
                none || !returns.contains(SearchReturn.MIN) ? null : ascending[0],
                none || !returns.contains(SearchReturn.MAX) ? null : ascending[ascending.length - 1],
                returns.contains(SearchReturn.COUNT) ? (Long) (long) ascending.length : null,
                none || !returns.contains(SearchReturn.ALL) ? null : all(ascending));
    }

    private static @Nullable String all(long[] ascending) {
        List<Long> numbers = new ArrayList<>(ascending.length);
        for (long number : ascending) {
            numbers.add(number);
        }
        return SequenceSet.compact(numbers);
    }
}
