package org.letterlock.imap;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Item;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;

/// The folder a session has selected, as its client knows it. Holds opaque numbers only: no name, no
/// flags, no keyword outlives the lease it was read under. Used under the session's write lock, or by
/// the session's own thread while it is not idling.
final class SelectedFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SelectedFolder.class.getName());
    /// How long a command waits to hear of its own commit.

    private final Mailbox mailbox;
    private final long id;
    private final boolean readOnly;
    private final Pending pending;
    private final AutoCloseable registration;
    private final UidList uids;
    private int keywordsTold;

    private SelectedFolder(
            Mailbox mailbox, long id, boolean readOnly, Pending pending, AutoCloseable registration, UidList uids) {
        this.mailbox = mailbox;
        this.id = id;
        this.readOnly = readOnly;
        this.pending = pending;
        this.registration = registration;
        this.uids = uids;
    }

    /// Listens first and looks then, so that no change falls between.
    static SelectedFolder open(Mailbox mailbox, long id, boolean readOnly, Runnable wake)
            throws KeyUnavailableException, Refused {
        Pending pending = new Pending(mailbox.origin(), wake);
        AutoCloseable registration = mailbox.listen(id, pending);
        boolean opened = false;
        try {
            FolderView view = mailbox.view(id);
            UidList uids = new UidList(view.uids());
            pending.startAt(view.sequence(), uids.size() == 0 ? 0 : uids.uid(uids.size() - 1), uids);
            SelectedFolder folder = new SelectedFolder(mailbox, id, readOnly, pending, registration, uids);
            folder.keywordsTold = view.keywords().size();
            opened = true;
            return folder;
        } finally {
            if (!opened) {
                end(registration);
            }
        }
    }

    long id() {
        return id;
    }

    UidList uids() {
        return uids;
    }

    Pending pending() {
        return pending;
    }

    boolean readOnly() {
        return readOnly;
    }

    void writable() throws Declined {
        if (readOnly) {
            throw new Declined(ResponseCode.CANNOT, "Mailbox is read-only");
        }
    }

    /// The newest snapshot, under the client's lease.
    FolderView view() throws KeyUnavailableException, Refused {
        return mailbox.view(id);
    }

    /// The messages that a command's set means.
    ///
    /// @throws BadSyntax for sequence numbers of which none is a message's
    List<Span> spans(SequenceSet set, boolean uid) throws BadSyntax {
        List<Span> spans = uids.spans(set, uid);
        if (spans.isEmpty() && !uid && uids.size() > 0) {
            throw new BadSyntax("No such message");
        }
        return spans;
    }

    long[] uids(SequenceSet set, boolean uid) throws BadSyntax {
        return uids.uids(spans(set, uid));
    }

    /// Tells the client what has changed (RFC 3501 §7). Messages that are gone only where the command
    /// allows it.
    ///
    /// @param expunges whether EXPUNGE may be sent now (RFC 3501 §7.4.1)
    /// @param view     gives a snapshot to read new flags from; empty: flags wait
    /// @return false if the folder itself is gone
    boolean tell(ResponseWriter out, boolean expunges, Optional<FolderView> view) throws IOException {
        Pending.Batch batch = pending.take(expunges, view.isPresent());
        for (int number : uids.remove(batch.vanished())) {
            out.send(new Response.Expunged(number));
        }
        if (uids.append(batch.appended()) > 0) {
            out.send(new Response.Exists(uids.size()));
        }
        if (view.isPresent()) {
            tellFlags(out, view.get(), batch.flagged());
        }
        return !batch.deleted();
    }

    private void tellFlags(ResponseWriter out, FolderView view, long[] flagged) throws IOException {
        try {
            if (flagged.length > 0) {
                tellKeywords(out, view);
            }
            Locator locator = new Locator(view);
            for (long uid : flagged) {
                int index = uids.indexOf(uid);
                Item item = index < 0 ? null : locator.find(uid, index);
                if (item != null) {
                    out.send(new Response.Fetched(
                            index + 1, List.of(new FetchValue.Uid(uid), new FetchValue.Flags(item.flags()))));
                }
            }
        } catch (KeyUnavailableException | Refused e) {
            pending.again(flagged);
        }
    }

    /// Tells of keywords that have come into use since (RFC 3501 §7.2.6).
    void tellKeywords(ResponseWriter out, FolderView view) throws IOException, KeyUnavailableException {
        int now = view.keywords().size();
        if (now != keywordsTold) {
            keywordsTold = now;
            out.send(new Response.Flags(view.keywords()));
            out.send(new Response.PermanentFlags(view.keywords(), readOnly));
        }
    }

    /// Whether there is something to tell.
    boolean quiet() {
        return pending.isEmpty();
    }

    @Override
    public void close() {
        end(registration);
    }

    private static void end(AutoCloseable registration) {
        try {
            registration.close();
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "imap: a listener did not end: " + e.getClass().getName());
        }
    }
}
