package org.letterlock.imap;

import java.util.TreeSet;
import java.util.function.Consumer;
import org.letterlock.mailbox.Change;

/// What has changed in the selected folder since the client was last told: UIDs only. Changes come in
/// on threads of the mailbox and only take this object's own monitor, so that no commit ever waits for
/// a socket.
final class Pending implements Consumer<Change> {
    /// What is told at once.
    ///
    /// @param deleted whether the folder itself is gone
    record Batch(long[] appended, long[] vanished, long[] flagged, boolean deleted) {}

    private static final long[] NONE = {};

    private final long origin;
    private final Runnable wake;
    private final TreeSet<Long> appended = new TreeSet<>();
    private final TreeSet<Long> vanished = new TreeSet<>();
    private final TreeSet<Long> flagged = new TreeSet<>();
    private boolean deleted;
    /// Changes up to here are in the snapshot that the client was told of.
    private long start;

    /// @param origin whose flag changes the session has told its client already
    /// @param wake   called after each change, outside the monitor; must not block
    Pending(long origin, Runnable wake) {
        this.origin = origin;
        this.wake = wake;
    }

    @Override
    public void accept(Change change) {
        synchronized (this) {
            if (change.sequence() <= start) {
                return;
            }
            addAll(appended, change.appended());
            vanish(change.vanished());
            deleted |= change.deleted();
            if (change.origin() != origin) {
                addAll(flagged, change.flagged());
            }
        }
        wake.run();
    }

    /// The snapshot that the client was told of stood at `at`: what came before is in it.
    synchronized void startAt(long at, long greatestUid, UidList told) {
        appended.headSet(greatestUid, true).clear();
        vanished.removeIf(uid -> told.indexOf(uid) < 0);
        start = at;
    }

    /// Messages that this session has removed itself: told like any others, but without waiting for the
    /// listener.
    synchronized void vanish(long[] uids) {
        for (long uid : uids) {
            flagged.remove(uid);
            if (!appended.remove(uid)) {
                vanished.add(uid);
            }
        }
    }

    /// What is to be told, which is thereby told.
    synchronized Batch take(boolean expunges, boolean flags) {
        return new Batch(drain(appended), expunges ? drain(vanished) : NONE, flags ? drain(flagged) : NONE, deleted);
    }

    synchronized boolean isEmpty() {
        return appended.isEmpty() && vanished.isEmpty() && flagged.isEmpty() && !deleted;
    }

    /// Flags that could not be told now.
    synchronized void again(long[] uids) {
        addAll(flagged, uids);
    }

    private static void addAll(TreeSet<Long> set, long[] uids) {
        for (long uid : uids) {
            set.add(uid);
        }
    }

    private static long[] drain(TreeSet<Long> set) {
        if (set.isEmpty()) {
            return NONE;
        }
        long[] all = set.stream().mapToLong(Long::longValue).toArray();
        set.clear();
        return all;
    }
}
