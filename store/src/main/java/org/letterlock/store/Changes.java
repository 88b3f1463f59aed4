package org.letterlock.store;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;

/// What one [GuardedPartition#commit] is to change; filled by its owner while it is the only writer.
/// Not thread-safe.
public final class Changes {
    /// The guarded records by key; null: deleted.
    final Map<RecordKey, @Nullable Sealed> guarded = new HashMap<>();
    final Map<RecordId, Sealed> events = new HashMap<>();
    byte @Nullable [] attachment;

    private final GuardedPartition partition;
    private final long version;

    Changes(GuardedPartition partition, long version) {
        this.partition = partition;
        this.version = version;
    }

    /// The version that the partition will have: the one that the place of each value put here must have.
    public long version() {
        return version;
    }

    /// The record as it will be after this commit: what was put here, else what lies in the partition.
    public @Nullable Sealed get(Kind kind, RecordId id) {
        RecordKey key = partition.key(kind, id);
        return guarded.containsKey(key) ? guarded.get(key) : partition.get(kind, id);
    }

    /// Puts a guarded record, in place of the one of that name if there is one.
    ///
    /// @throws IllegalArgumentException if `value` was not sealed with [#version()], or the kind is not
    ///     guarded
    public Changes put(Kind kind, RecordId id, Sealed value) {
        if (value.version() != version) {
            throw new IllegalArgumentException("sealed as version " + value.version() + ", not " + version);
        }
        guarded.put(guardedKey(kind, id), value);
        return this;
    }

    /// Deletes a guarded record; nothing happens if there is none.
    public Changes delete(Kind kind, RecordId id) {
        guarded.put(guardedKey(kind, id), null);
        return this;
    }

    /// Adds an immutable [Kind#EVENT], which the root does not count: its owner chains it, and keeps
    /// the chain's end in [#attach].
    public Changes append(RecordId id, Sealed event) {
        events.put(id, event);
        return this;
    }

    /// Replaces the bytes that the root carries for its owner, at most
    /// [GuardedPartition#MAX_ATTACHMENT] of them.
    public Changes attach(byte[] bytes) {
        if (bytes.length > GuardedPartition.MAX_ATTACHMENT) {
            throw new IllegalArgumentException("attachment of " + bytes.length + " bytes");
        }
        attachment = bytes.clone();
        return this;
    }

    boolean isEmpty() {
        return guarded.isEmpty() && events.isEmpty() && attachment == null;
    }

    private RecordKey guardedKey(Kind kind, RecordId id) {
        if (!GuardedPartition.KINDS.contains(kind)) {
            throw new IllegalArgumentException(kind + " is not a guarded kind");
        }
        return partition.key(kind, id);
    }
}
