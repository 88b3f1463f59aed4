package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;

/// Removes messages for good. Key and content of those that no row refers to any more go in the same
/// commit.
///
/// @param flaggedOnly whether only those that are flagged `\Deleted` go
record ExpungeMessages(long folder, long[] uids, boolean flaggedOnly) implements Request<List<Long>> {
    /// One commit removes at most so many, so that its batch stays small: the caller asks again for the
    /// rest.
    static final int MAX_ROWS = 20_000;

    @Override
    public List<Long> plan(Draft draft) throws Refused, KeyUnavailableException, TamperedException {
        var source = draft.rows(folder);
        var gone = new ArrayList<Row>();
        for (long uid : UidSet.of(uids).uids()) {
            var row = source.find(uid);
            if (row != null && (!flaggedOnly || (row.mask() & Keywords.DELETED) != 0)) {
                gone.add(row);
            }
            if (gone.size() == MAX_ROWS) {
                break;
            }
        }
        remove(draft, folder, gone);
        return gone.stream().map(Row::uid).toList();
    }

    private static void remove(Draft draft, long folder, List<Row> gone)
            throws Refused, KeyUnavailableException, TamperedException {
        if (gone.isEmpty()) {
            return;
        }
        int unseen = 0;
        long bytes = 0;
        for (var row : gone) {
            unseen += Counting.unseen(row.mask());
            bytes += row.bytes();
        }
        var uids = new UidSet(gone.stream().mapToLong(Row::uid).toArray());
        var after = Counting.minus(draft.folder(folder), gone.size(), unseen, bytes, draft.sequence());
        draft.apply(new Op.Remove(folder, uids), after);
        erase(draft, gone);
    }

    private static void erase(Draft draft, List<Row> gone) throws Refused, KeyUnavailableException, TamperedException {
        var shared = new HashSet<Long>();
        gone.stream().filter(row -> (row.mask() & Keywords.SHARED) != 0).forEach(row -> shared.add(row.mid()));
        var kept = shared.isEmpty() ? Set.<Long>of() : referredTo(draft, shared);
        for (var row : gone) {
            if (!kept.contains(row.mid())) {
                draft.erase(row.mid(), row.bytes());
            }
        }
    }

    /// Those of the messages that a row of any folder still refers to.
    private static Set<Long> referredTo(Draft draft, Set<Long> mids)
            throws Refused, KeyUnavailableException, TamperedException {
        var found = new HashSet<Long>();
        for (var entry : List.copyOf(draft.folders().all())) {
            for (var page : draft.rows(entry.folder().id()).pages()) {
                for (int i = 0; i < page.count(); i++) {
                    if (mids.contains(page.mid().get(i))) {
                        found.add(page.mid().get(i));
                    }
                }
            }
        }
        return found;
    }
}
