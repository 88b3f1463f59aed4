package org.letterlock.mailbox;

import java.util.Collection;
import java.util.TreeSet;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;

/// Keys and content that were staged, and whose commit never came.
final class Orphans {
    private Orphans() {}

    /// The message ids that were being staged when the last entry was made, and all above those it knows.
    static Collection<Long> find(Records records, Opening.Opened opened) {
        var found = new TreeSet<>(opened.inFlight());
        var from = RecordId.of(opened.state().counters().nextMid());
        for (var kind : new Kind[] {Kind.KEY, Kind.CONTENT}) {
            records.engine().scan(records.mailbox(), kind, from, null, record -> {
                found.add(record.key().id().number(0));
                return true;
            });
        }
        return found;
    }

    /// Deletes all there is of a message.
    static void erase(Records records, Batch batch, long mid) {
        batch.delete(Kind.KEY, records.messageKey(mid).id());
        records.engine().scan(records.mailbox(), Kind.CONTENT, RecordId.of(mid), RecordId.of(mid + 1), record -> {
            batch.delete(Kind.CONTENT, record.key().id());
            return true;
        });
    }
}
