package org.letterlock.directory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;

/// Unique values across all organizations and nodes: one partition for each blind index, with one
/// record that says who holds it. Of many that take a free value at once, the engine lets one win.
/// Thread-safe.
///
/// The holder's own guarded partition repeats each claim, so that one which vanished is found.
final class Claims {
    private static final int ATTEMPTS = 8;

    private final RecordEngine engine;
    private final InstanceKey key;

    Claims(RecordEngine engine, InstanceKey key) {
        this.engine = engine;
        this.key = key;
    }

    /// The partition of a value: the first 16 bytes of its index.
    static UUID partition(RecordId index) {
        var bytes = ByteBuffer.wrap(index.bytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    Optional<Claim> find(RecordId index) {
        return Optional.ofNullable(read(index)).map(record -> open(index, record));
    }

    /// Takes a value. Idempotent.
    ///
    /// @return whether the claimant holds it now
    boolean take(RecordId index, Claim claim) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long version = engine.version(partition(index));
            var found = find(index);
            if (found.isPresent()) {
                return found.get().equals(claim);
            }
            var sealed = key.seal(Place.INSTANCE, name(index), version + 1, claim.encode());
            if (submit(version, new Batch(partition(index)).put(Kind.CLAIM, index, sealed))) {
                return true;
            }
        }
        throw new StoreException("a claim stays undecided");
    }

    /// Gives a value back, if `holder` holds it. Idempotent.
    void free(RecordId index, UUID holder) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long version = engine.version(partition(index));
            var found = find(index);
            if (found.isEmpty() || !found.get().holder().equals(holder)) {
                return;
            }
            if (submit(version, new Batch(partition(index)).delete(Kind.CLAIM, index))) {
                return;
            }
        }
        throw new StoreException("a claim stays undecided");
    }

    /// False if it has to be looked at again: somebody else was faster, or nobody knows.
    private boolean submit(long version, Batch batch) {
        return switch (engine.submit(version, batch)) {
            case Outcome.Committed committed -> true;
            case Outcome.Conflict conflict -> false;
            case Outcome.Uncertain uncertain -> false;
        };
    }

    /// @throws StoreException.Corrupt if the record is not the one last written
    void check(RecordId index) {
        var sealed = read(index);
        if (sealed != null && sealed.version() != engine.version(partition(index))) {
            throw new StoreException.Corrupt("claim " + index + " is of an older version");
        }
    }

    private Claim open(RecordId index, Sealed sealed) {
        return Claim.decode(key.open(Place.INSTANCE, name(index), sealed));
    }

    private @org.jspecify.annotations.Nullable Sealed read(RecordId index) {
        return engine.read(List.of(name(index))).getFirst();
    }

    private static RecordKey name(RecordId index) {
        return new RecordKey(partition(index), Kind.CLAIM, index);
    }
}
