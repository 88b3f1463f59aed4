package org.letterlock.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;

/// Puts and deletions of one partition that become true together or not at all. The deletions come
/// first: a record that is both deleted and put is there afterwards; of two puts of one key the later
/// one stays. Not thread-safe.
public final class Batch {
    private final UUID partition;
    private final List<StoredRecord> puts = new ArrayList<>();
    private final List<RecordKey> deletes = new ArrayList<>();

    public Batch(UUID partition) {
        this.partition = partition;
    }

    public Batch put(Kind kind, RecordId id, Sealed value) {
        puts.add(new StoredRecord(new RecordKey(partition, kind, id), value));
        return this;
    }

    public Batch delete(Kind kind, RecordId id) {
        deletes.add(new RecordKey(partition, kind, id));
        return this;
    }

    public UUID partition() {
        return partition;
    }

    public List<StoredRecord> puts() {
        return List.copyOf(puts);
    }

    public List<RecordKey> deletes() {
        return List.copyOf(deletes);
    }
}
