package org.letterlock.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;

/// A store of sealed records in partitions. Few words, which an embedded and a distributed store both
/// say natively.
///
/// Thread-safe. All calls may block; none needs a platform thread of the caller's. Every failure is a
/// [StoreException]. A read or scan that runs beside a submit may see a part of its batch: the one
/// writer of a partition orders them.
public interface RecordEngine extends AutoCloseable {
    /// The values in the order of the keys; null where there is no record.
    List<@Nullable Sealed> read(List<RecordKey> keys);

    /// Gives the records of one kind whose ids lie in `from` (inclusive) to `to` (exclusive; null: to
    /// the end), ascending, until `sink` returns false.
    void scan(UUID partition, Kind kind, RecordId from, @Nullable RecordId to, Predicate<StoredRecord> sink);

    /// Writes immutable records of any partitions, in no promised order and not atomically. Visible to
    /// reads at once; durable no later than the next submit, of whatever partition, that commits after
    /// this call returned.
    void stage(List<StoredRecord> records);

    /// Commits `batch` if the partition's version is `expected` (0: the partition is new), and makes it
    /// durable before returning [Outcome.Committed]. Of several submits with the same expected version
    /// one at most commits. A batch without records advances the version too.
    ///
    /// @throws StoreException.Full when there is no space: nothing was written, and the same call may
    ///     be made again
    Outcome submit(long expected, Batch batch);

    /// The partition's version; 0 if it does not exist.
    long version(UUID partition);

    /// The partitions that hold a record of this kind, ascending unsigned; for verify, backup and
    /// garbage collection.
    void partitions(Kind kind, Predicate<UUID> sink);

    /// Checks all that can be checked without a key (checksums, the engine's own files), and names what
    /// is wrong.
    List<String> verify();

    /// Figures for `store stats`, in a stable order: name → value.
    Map<String, String> stats();

    @Override
    void close();
}
