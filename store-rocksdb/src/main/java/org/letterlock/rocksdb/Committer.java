package org.letterlock.rocksdb;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.letterlock.store.Batch;
import org.letterlock.store.Outcome;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// The one platform thread that commits. All submits that wait when it comes by become one write and
/// one sync, so a sync serves many; and since nobody else writes versions, it compares them without a
/// lock.
final class Committer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.letterlock.rocksdb");
    private static final long MARK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Access access;
    private final StoreFolder folder;
    private final Recovery recovery;
    private final CommitQueue queue = new CommitQueue();
    private final boolean synced;
    private final WriteOptions durably;
    private final Thread thread;
    private long markSynced = System.nanoTime();
    private volatile long groups;
    private volatile long commits;

    /// @param synced false loses what was acknowledged: only for the test that proves that it would be
    ///     seen
    Committer(Access access, StoreFolder folder, Recovery recovery, boolean synced) {
        this.access = access;
        this.folder = folder;
        this.recovery = recovery;
        this.synced = synced;
        this.durably = new WriteOptions().setSync(synced);
        this.thread =
                Thread.ofPlatform().name("letterlock-committer").daemon(true).start(this::run);
    }

    /// Waits for the outcome; the caller may be a virtual thread, which parks without its carrier.
    Outcome submit(long expected, Batch batch) {
        return queue.submit(new Submission(expected, batch));
    }

    /// How many synced writes there were.
    long groups() {
        return groups;
    }

    /// How many submits were committed by them.
    long commits() {
        return commits;
    }

    /// Commits what waits already, then ends.
    @Override
    public void close() {
        queue.end();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        durably.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!queue.isAtEnd()) {
                List<Submission> waiting = queue.take();
                commitOrFail(waiting);
                syncMark();
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.ERROR, "the committer was interrupted", e);
        } finally {
            queue.refuse();
        }
    }

    private void commitOrFail(List<Submission> waiting) {
        try {
            recovery.attempt();
            if (!waiting.isEmpty()) {
                recovery.checkUsable();
                folder.checkSpaceToCommit();
                commit(waiting, true);
            }
        } catch (RuntimeException | Error failure) {
            waiting.forEach(submission -> submission.outcome().completeExceptionally(failure));
        }
    }

    private void commit(List<Submission> submissions, boolean mayRetry) {
        try (Group group = open(submissions)) {
            RocksDBException failure = group.accepted.isEmpty() ? null : write(group);
            if (failure == null) {
                group.answer();
                return;
            }
            recovery.report(failure);
            if (!recovery.attempt()) {
                answerUnsettled(group, failure);
            } else if (mayRetry) {
                commit(settled(group), false);
            } else {
                throw Failures.of("commit", failure);
            }
        }
    }

    private Group open(List<Submission> submissions) {
        try {
            return access.use(database -> new Group(database, submissions));
        } catch (RocksDBException failure) {
            throw Failures.of("commit", failure);
        }
    }

    private @Nullable RocksDBException write(Group group) {
        try {
            access.act(database -> {
                long before = database.db.getLatestSequenceNumber();
                database.db.write(durably, group.writes);
                // What others staged up to `before` stands in the log ahead of this group and was
                // synced with it. They may have written in between too, so the group's last number is
                // at least this.
                recordDurable(before + group.writes.count());
                groups = groups + 1;
                commits = commits + group.accepted.size();
            });
            return null;
        } catch (RocksDBException failure) {
            return failure;
        }
    }

    /// After the replay: tells those whose submit is there after all (all of a group, or none), and
    /// gives the rest.
    private List<Submission> settled(Group group) {
        Submission first = group.accepted.getFirst();
        try {
            long actual = access.use(database -> database.version(first.batch().partition()));
            if (actual == first.expected()) {
                return group.all();
            }
        } catch (RocksDBException failure) {
            throw Failures.of("settle a commit", failure);
        }
        group.answer();
        return List.of();
    }

    /// What was refused whole is not there, now or after any replay; else nobody knows until there was
    /// one.
    private void answerUnsettled(Group group, RocksDBException failure) {
        if (Failures.isWholeWriteRefused(failure)) {
            throw Failures.of("commit", failure);
        }
        for (Submission submission : group.accepted) {
            recovery.doubt(submission.batch().partition());
            submission.outcome().complete(new Outcome.Uncertain(failure));
        }
        group.all().forEach(rest -> rest.outcome().completeExceptionally(Failures.of("commit", failure)));
    }

    private void recordDurable(long sequence) {
        if (!synced) {
            return;
        }
        try {
            folder.mark().write(new Mark.Content(false, sequence, 0));
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "SEQUENCE was not written: {0}", failure.getMessage());
        }
    }

    private void syncMark() {
        long now = System.nanoTime();
        if (now - markSynced < MARK_NANOS) {
            return;
        }
        markSynced = now;
        try {
            folder.mark().sync();
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "SEQUENCE was not synced: {0}", failure.getMessage());
        }
    }
}
