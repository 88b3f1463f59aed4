package org.letterlock.kms;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.kms.RootKeyException.Reason;
import org.letterlock.store.Batch;
import org.letterlock.store.Kind;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// What a store remembers of the roots that it was written under (`docs/formats/root-keys.md`): for
/// each a record whose name is the root's check value, readable without any key, and whose value
/// opens under that root.
final class RootMemory {
    private static final UUID PARTITION = new UUID(0, 2);
    private static final String LABEL = "letterlock/1/root/check";
    private static final byte[] NOTHING = new byte[0];

    private final RecordEngine engine;

    RootMemory(RecordEngine engine) {
        this.engine = engine;
    }

    boolean knows(RootKey which) {
        return remembered(which) != null;
    }

    /// Checks that `root` is the one that this store remembers; a store that remembers none does
    /// from now on.
    void check(RootKey which, Secret root) throws RootKeyException {
        var remembered = remembered(which);
        if (remembered == null) {
            remember(which, root);
            return;
        }
        if (!remembered.key().id().equals(id(which, root))) {
            throw new RootKeyException(
                    which, Reason.WRONG, which.fileName() + ": is not the root that this store was written under");
        }
        try (var sealer = Sealer.derive(root, LABEL, NOTHING)) {
            sealer.open(place(remembered.key()), remembered.value());
        } catch (TamperedException e) {
            throw new StoreException.Corrupt("the store's memory of " + which.fileName() + " is damaged", e);
        }
    }

    /// Each root is remembered once, in this order, each by one commit: so the version tells what
    /// there must be.
    private @Nullable StoredRecord remembered(RootKey which) {
        var record = recordOf(which);
        if (record == null && engine.version(PARTITION) > which.ordinal()) {
            throw new StoreException.Corrupt("the store's memory of " + which.fileName() + " is missing");
        }
        return record;
    }

    private void remember(RootKey which, Secret root) {
        var key = new RecordKey(PARTITION, Kind.CHECK, id(which, root));
        try (var sealer = Sealer.derive(root, LABEL, NOTHING)) {
            var batch = new Batch(PARTITION).put(Kind.CHECK, key.id(), sealer.seal(place(key), NOTHING));
            switch (engine.submit(engine.version(PARTITION), batch)) {
                case Outcome.Committed ignored -> {}
                case Outcome.Conflict ignored ->
                    throw new StoreException("another server is opening this store at the same time");
                case Outcome.Uncertain uncertain ->
                    throw new StoreException("the store's memory of its roots was not written", uncertain.cause());
            }
        }
    }

    private @Nullable StoredRecord recordOf(RootKey which) {
        var found = new ArrayList<StoredRecord>();
        engine.scan(PARTITION, Kind.CHECK, RecordId.of(which.code()), RecordId.of(which.code() + 1L), record -> {
            found.add(record);
            return false;
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Which root (8 bytes) ‖ its check value.
    private static RecordId id(RootKey which, Secret root) {
        return RecordId.of(ByteBuffer.allocate(Long.BYTES + RootCheckValue.BYTES)
                .putLong(which.code())
                .put(RootCheckValue.of(which, root))
                .array());
    }

    private static Place place(RecordKey key) {
        return key.place(Place.INSTANCE, 0, 0);
    }
}
