package org.letterlock.rocksdb;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.letterlock.store.Batch;
import org.letterlock.store.Outcome;
import org.letterlock.store.StoreException;

/// What waits to be committed. Any number of submitters, one taker. Each submitter waits for its
/// answer, so there are never more entries than callers.
final class CommitQueue {
    private static final int GROUP_SUBMITS = 4096;
    private static final long GROUP_BYTES = 8 << 20;

    private final LinkedBlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
    private final Submission end = new Submission(0, new Batch(new UUID(0, 0)));
    private boolean sawEnd;
    private volatile boolean ended;

    /// Waits, uninterruptibly, for the outcome.
    Outcome submit(Submission submission) {
        queue.add(submission);
        if (ended && queue.remove(submission)) {
            throw new StoreException.Closed();
        }
        return PlatformThreads.await(submission.outcome());
    }

    /// Lets the taker see the end after all that was submitted before.
    void end() {
        queue.add(end);
    }

    boolean isAtEnd() {
        return sawEnd;
    }

    /// All that waits, up to 4,096 submits or 8 MiB; nothing if nothing comes within a second.
    List<Submission> take() throws InterruptedException {
        var group = new ArrayList<Submission>();
        long bytes = 0;
        Submission next = queue.poll(1, TimeUnit.SECONDS);
        while (next != null) {
            if (next == end) {
                sawEnd = true;
                return group;
            }
            group.add(next);
            bytes += next.bytes();
            next = bytes < GROUP_BYTES && group.size() < GROUP_SUBMITS ? queue.poll() : null;
        }
        return group;
    }

    /// Refuses what comes from now on, and what came after the end.
    void refuse() {
        ended = true;
        for (Submission late = queue.poll(); late != null; late = queue.poll()) {
            late.outcome().completeExceptionally(new StoreException.Closed());
        }
    }
}
