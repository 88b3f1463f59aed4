package org.letterlock.imap;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.FetchItem.Attribute;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.FlagChange;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Item;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;
import org.letterlock.mailbox.Summary;

/// FETCH and UID FETCH (RFC 3501 §6.4.5). Works through the set in batches, so that what is decrypted
/// at a time is little, and goes on under a new lease when one ends between two messages.
final class Fetch {
    private static final int BATCH = 256;
    /// Messages of a batch are marked as seen together, before they are sent: few, lest a broken
    /// connection lies much.
    private static final int CONTENT_BATCH = 32;

    private static final String SEEN = "\\Seen";

    private final SelectedFolder folder;
    private final Mailbox mailbox;
    private final Command.Fetch command;
    private final Needs needs;
    private final FetchWriter writer;
    private final Runnable refused;
    private FolderView view;
    private Locator locator;
    private boolean someGone;
    private boolean someDamaged;

    Fetch(Session session, Command.Fetch command) throws ImapException, KeyUnavailableException, Refused {
        this.folder = session.selected();
        this.mailbox = session.account().mailbox();
        this.command = command;
        this.needs = Needs.of(command);
        this.writer = session.out().fetches();
        this.refused = session.connection()::abortPendingWrite;
        this.view = folder.view();
        this.locator = new Locator(view);
    }

    Done run() throws IOException, ImapException, KeyUnavailableException, Refused {
        int step = needs.content() ? CONTENT_BATCH : BATCH;
        try (Mailbox.Vigil vigil = mailbox.vigil(refused)) {
            for (Span span : folder.spans(command.set(), command.uid())) {
                for (int from = span.from(); from < span.to(); from += step) {
                    batch(from, Math.min(span.to(), from + step));
                }
            }
        }
        if (someDamaged) {
            throw new Declined(ResponseCode.CORRUPTION, "Some messages are damaged");
        }
        return someGone ? new Done(ResponseCode.EXPUNGEISSUED, "Some are gone") : Done.ok("Fetched");
    }

    private void batch(int from, int to) throws IOException, KeyUnavailableException, Refused {
        long[] uids = folder.uids().uids(List.of(new Span(from, to)));
        Set<Long> seenNow = needs.seen() && !folder.readOnly() ? markSeen(uids, from) : Set.of();
        List<@Nullable Summary> summaries = needs.summary() ? mailbox.summaries(folder.id(), uids) : List.of();
        for (int i = 0; i < uids.length; i++) {
            Item item = find(uids[i], from + i);
            Summary summary = needs.summary() ? summaries.get(i) : null;
            if (item == null || needs.summary() && summary == null) {
                someGone = true;
                continue;
            }
            one(from + i + 1, new Message(item, summary, seenNow.contains(item.uid())));
        }
    }

    private void one(int number, Message message) throws IOException, KeyUnavailableException, Refused {
        try (FetchedMessage fetched = new FetchedMessage(mailbox, folder.id(), message, needs)) {
            writer.write(new Response.Fetched(number, fetched.values(command.items())));
        } catch (Refused e) {
            switch (e.code()) {
                case NONEXISTENT -> someGone = true;
                case CORRUPTION -> someDamaged = true;
                case ALREADYEXISTS, CANNOT, HASCHILDREN, LIMIT, OVERQUOTA, TRYCREATE, UNAVAILABLE -> throw e;
            }
        }
    }

    private @Nullable Item find(long uid, int guess) throws KeyUnavailableException, Refused {
        try {
            return locator.find(uid, guess);
        } catch (KeyUnavailableException.Expired e) {
            look();
            return locator.find(uid, guess);
        }
    }

    private void look() throws KeyUnavailableException, Refused {
        view = folder.view();
        locator = new Locator(view);
    }

    /// @return the UIDs that were not seen before
    private Set<Long> markSeen(long[] uids, int from) throws KeyUnavailableException, Refused {
        LongStream.Builder unseen = LongStream.builder();
        for (int i = 0; i < uids.length; i++) {
            Item item = find(uids[i], from + i);
            if (item != null && !item.flags().contains(SEEN)) {
                unseen.add(uids[i]);
            }
        }
        long[] marked = unseen.build().toArray();
        if (marked.length == 0) {
            return Set.of();
        }
        mailbox.store(folder.id(), marked, new FlagChange(FlagChange.Kind.ADD, Set.of(SEEN)), OptionalLong.empty());
        look();
        return Set.copyOf(LongStream.of(marked).boxed().toList());
    }

    /// @param seenNow whether this FETCH has set `\Seen`, of which the client is told
    record Message(Item item, @Nullable Summary summary, boolean seenNow) {}

    /// What must be opened to answer.
    ///
    /// @param uid whether the client is told UIDs although it has not asked
    record Needs(boolean uid, boolean summary, boolean content, boolean seen) {
        static Needs of(Command.Fetch command) {
            boolean summary = false;
            boolean content = false;
            boolean seen = false;
            for (FetchItem item : command.items()) {
                switch (item) {
                    case Attribute a -> {
                        switch (a) {
                            case ENVELOPE, BODY, BODYSTRUCTURE -> summary = true;
                            case RFC822 -> content = seen = true;
                            case RFC822_HEADER -> summary = content = true;
                            case RFC822_TEXT -> summary = content = seen = true;
                            case UID, FLAGS, INTERNALDATE, RFC822_SIZE, EMAILID, THREADID -> {}
                        }
                    }
                    case FetchItem.Section s -> {
                        content = true;
                        summary |= !s.part().path().isEmpty() || s.part().text() != FetchItem.Part.Text.ALL;
                        seen |= !s.peek();
                    }
                }
            }
            boolean uid = command.uid() && !command.items().contains(Attribute.UID);
            return new Needs(uid, summary, content, seen);
        }
    }
}
