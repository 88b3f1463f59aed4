package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.keyring.KeyLease;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.StoreException;

/// The first entry and the first head of a mailbox: INBOX and the special-use folders (RFC 6154 §2),
/// nothing in them.
record Founding(Records records, KeyLease lease, Options options, long now) {
    /// Does nothing if the mailbox exists.
    void run() throws KeyUnavailableException.Expired {
        if (records.engine().version(records.mailbox()) > 0) {
            return;
        }
        var folders = new ArrayList<Folder>();
        add(folders, FolderName.INBOX, null);
        add(folders, "Archive", SpecialUse.ARCHIVE);
        add(folders, "Drafts", SpecialUse.DRAFTS);
        add(folders, "Junk", SpecialUse.JUNK);
        add(folders, "Sent", SpecialUse.SENT);
        add(folders, "Trash", SpecialUse.TRASH);
        long last = folders.getLast().uidValidity();
        var counters = new Counters(1, folders.size() + 1L, last, options.quotaBytes());
        var entry = new Entry(1, Place.UNCHAINED, counters, List.of(), null, folders, List.of(), List.of());
        var sealedEntry = records.sealEntry(lease, 1, Place.UNCHAINED, entry.encode());
        var manifest = new Manifest(1, Place.UNCHAINED, Map.of());
        var head = new Head(1, sealedEntry.tag(), counters, Keywords.NONE, folders, manifest);
        var batch = new Batch(records.mailbox())
                .put(Kind.LOG, RecordId.of(1), sealedEntry)
                .put(Kind.HEAD, records.head().id(), records.sealHead(lease, 1, head.encode()));
        // A conflict means that it exists by now.
        if (records.engine().submit(0, batch) instanceof Outcome.Uncertain(var cause)
                && records.engine().version(records.mailbox()) == 0) {
            throw new StoreException("the commit was not carried out", cause);
        }
    }

    private void add(List<Folder> folders, String name, @Nullable SpecialUse use) {
        long id = folders.size() + 1L;
        folders.add(Counting.empty(id, name, use, now + id, 1));
    }
}
