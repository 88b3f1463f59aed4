package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Message ids: which is next, which are being staged, and which were staged for nothing. Numbers only,
/// so it outlives leases. Thread-safe.
final class Mids {
    private final TreeSet<Long> inFlight = new TreeSet<>();
    /// Staged, and never to be committed: to be deleted with the next commit.
    private final TreeSet<Long> wasted = new TreeSet<>();
    private long next = 1;

    /// Ids for `count` messages, above all that were committed.
    synchronized List<Long> allot(int count, long committedNext) {
        next = Math.max(next, committedNext);
        var mids = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            inFlight.add(next);
            mids.add(next++);
        }
        return mids;
    }

    /// The ids were committed, or it is not known whether they were.
    synchronized void settle(Collection<Long> mids) {
        mids.forEach(inFlight::remove);
    }

    synchronized void waste(Collection<Long> mids) {
        mids.stream().filter(inFlight::remove).forEach(wasted::add);
    }

    /// Ids found in the store that nobody refers to: wasted, unless they are being staged right now.
    /// They are never allotted again, or what is staged anew would go with them.
    synchronized void orphaned(Collection<Long> mids) {
        for (long mid : mids) {
            next = Math.max(next, mid + 1);
            if (!inFlight.contains(mid)) {
                wasted.add(mid);
            }
        }
    }

    /// After a conflict: another owner may have allotted the same ids, so none is ours any more,
    /// neither to commit nor to delete. What is left over is found again as orphaned.
    synchronized void forget() {
        inFlight.clear();
        wasted.clear();
    }

    synchronized boolean ours(long mid) {
        return inFlight.contains(mid);
    }

    synchronized List<Long> inFlight() {
        return List.copyOf(inFlight);
    }

    synchronized List<Long> wasted() {
        return List.copyOf(wasted);
    }

    /// The records of these ids are gone.
    synchronized void cleared(Collection<Long> mids) {
        mids.forEach(wasted::remove);
    }
}
