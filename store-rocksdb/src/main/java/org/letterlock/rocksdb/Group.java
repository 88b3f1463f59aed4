package org.letterlock.rocksdb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.letterlock.store.Batch;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Submits that become one synced write. Belongs to the committer's thread.
final class Group implements AutoCloseable {
    final List<Submission> accepted = new ArrayList<>();
    final WriteBatch writes = new WriteBatch();

    private final Database database;
    private final Map<UUID, Long> versions = new HashMap<>();
    private final Map<Submission, Long> refused = new HashMap<>();

    /// Takes in those whose expected version holds, one after the other: a submit may build upon one
    /// before it.
    Group(Database database, List<Submission> submissions) {
        this.database = database;
        for (Submission submission : submissions) {
            try {
                judge(submission);
            } catch (RocksDBException failure) {
                submission.outcome().completeExceptionally(Failures.of("read a version", failure));
            }
        }
    }

    List<Submission> all() {
        var all = new ArrayList<>(accepted);
        all.addAll(refused.keySet());
        return all;
    }

    /// Answers everybody, once what was accepted is durable. A conflict may be with a submit of this
    /// very group, so it is not told earlier.
    void answer() {
        accepted.forEach(s -> s.outcome().complete(new Outcome.Committed(s.expected() + 1)));
        refused.forEach((s, actual) -> s.outcome().complete(new Outcome.Conflict(actual)));
    }

    @Override
    public void close() {
        writes.close();
    }

    private void judge(Submission submission) throws RocksDBException {
        UUID partition = submission.batch().partition();
        Long known = versions.get(partition);
        long actual = known != null ? known : database.version(partition);
        if (actual == submission.expected()) {
            accept(submission);
            versions.put(partition, actual + 1);
        } else {
            refused.put(submission, actual);
        }
    }

    private void accept(Submission submission) throws RocksDBException {
        Batch batch = submission.batch();
        for (RecordKey key : batch.deletes()) {
            writes.delete(database.family(key.kind()), KeyBytes.of(key));
        }
        for (StoredRecord put : batch.puts()) {
            RecordKey key = put.key();
            writes.put(
                    database.family(key.kind()), KeyBytes.of(key), put.value().bytes());
        }
        byte[] version = ByteBuffer.allocate(Long.BYTES)
                .putLong(submission.expected() + 1)
                .array();
        writes.put(database.versions, KeyBytes.of(batch.partition()), version);
        accepted.add(submission);
    }
}
