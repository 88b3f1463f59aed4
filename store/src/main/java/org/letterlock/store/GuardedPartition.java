package org.letterlock.store;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.BlindIndex;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;

/// A partition with a small set of records that guard each other: its sealed root, rewritten by
/// every commit, holds the partition's version, the number of records and a keyed sum over all of
/// them. So a record that is removed, added, swapped, or replaced by an older version of itself is
/// found when the partition is loaded, when the record is read, and by [#verify()]. The whole
/// partition, version and root taken back to one earlier state is not found here.
///
/// The values are sealed by the owner, at places with the version of the commit that writes them
/// ([Changes#version()]). The root is sealed under a key derived from the instance key.
///
/// Thread-safe, with one writer at a time. Keeps about 250 bytes of heap a record, and no value.
/// When a commit meets another writer, or its outcome stays unknown, the object is *stale*: every
/// later call throws, and the owner loads the partition anew.
public final class GuardedPartition implements AutoCloseable {
    /// How many bytes [Changes#attach] takes.
    public static final int MAX_ATTACHMENT = 64 * 1024;

    /// All but the root itself and events, which their trail chains.
    static final Set<Kind> KINDS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Kind.ROOT, Kind.EVENT)));

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String ROOT_LABEL = "letterlock/1/instance/root";
    private static final String SUM_LABEL = "letterlock/1/instance/index/root";

    private final RecordEngine engine;
    private final UUID organization;
    private final UUID partition;
    private final Sealer sealer;
    private final BlindIndex fingerprints;
    private final ReentrantLock writer = new ReentrantLock();
    /// The fingerprint of every guarded record.
    private final ConcurrentSkipListMap<RecordKey, BigInteger> known = new ConcurrentSkipListMap<>();
    private volatile GuardedRoot root = GuardedRoot.EMPTY;
    private volatile long version;
    private volatile boolean stale;

    private GuardedPartition(RecordEngine engine, Secret instanceKey, UUID organization, UUID partition) {
        this.engine = engine;
        this.organization = organization;
        this.partition = partition;
        byte[] context = ByteBuffer.allocate(16)
                .putLong(partition.getMostSignificantBits())
                .putLong(partition.getLeastSignificantBits())
                .array();
        this.sealer = Sealer.derive(instanceKey, ROOT_LABEL, context);
        this.fingerprints = BlindIndex.derive(instanceKey, SUM_LABEL, context);
    }

    /// Reads the names of all records and checks them against the root. A partition that does not
    /// exist yet is empty.
    ///
    /// @param organization the organization in the root's place; [Place#INSTANCE] for records of the
    ///     instance
    /// @throws StoreException.Corrupt if records and root do not belong together
    public static GuardedPartition load(RecordEngine engine, Secret instanceKey, UUID organization, UUID partition) {
        var loaded = new GuardedPartition(engine, instanceKey, organization, partition);
        try {
            loaded.load();
            return loaded;
        } catch (RuntimeException failure) {
            loaded.close();
            throw failure;
        }
    }

    /// For a repair: where records and root do not belong together, takes the records that are
    /// there for those that should be, and writes a new root that says so. The attachment is kept
    /// if the old root opens.
    ///
    /// @return what was wrong; empty if nothing was, and nothing was done
    public static List<String> rebuild(RecordEngine engine, Secret instanceKey, UUID organization, UUID partition) {
        try (var loaded = load(engine, instanceKey, organization, partition)) {
            return List.of();
        } catch (StoreException.Corrupt corrupt) {
            try (var rebuilt = new GuardedPartition(engine, instanceKey, organization, partition)) {
                rebuilt.writeRoot();
            }
            return List.of(String.valueOf(corrupt.getMessage()));
        }
    }

    private void writeRoot() {
        version = engine.version(partition);
        GuardedRoot next = scan().with(lastAttachment());
        Sealed sealedRoot = sealer.seal(rootPlace(version + 1), next.encode());
        submit(new Batch(partition).put(Kind.ROOT, GuardedRoot.ID, sealedRoot), sealedRoot);
    }

    private byte[] lastAttachment() {
        Sealed old = engine.read(List.of(key(Kind.ROOT, GuardedRoot.ID))).getFirst();
        try {
            return old == null
                    ? new byte[0]
                    : GuardedRoot.decode(sealer.open(rootPlace(old.version()), old))
                            .attachment();
        } catch (TamperedException | StoreException.Corrupt unreadable) {
            return new byte[0];
        }
    }

    public UUID partition() {
        return partition;
    }

    /// The version of the last commit; 0 before the first.
    public long version() {
        return version;
    }

    /// The bytes last given to [Changes#attach]; empty before.
    public byte[] attachment() {
        return root.attachment().clone();
    }

    /// The value of a guarded record, checked to be the one last put; null if there is none.
    ///
    /// @throws StoreException.Corrupt if another value lies there, or none where there should be one
    public @Nullable Sealed get(Kind kind, RecordId id) {
        checkUsable();
        RecordKey key = key(kind, id);
        Sealed value = engine.read(List.of(key)).getFirst();
        return matches(key, value) ? value : locked(() -> getAgain(key));
    }

    /// All guarded records of a kind, by ascending id, checked to be exactly those last put.
    ///
    /// @throws StoreException.Corrupt if one is missing, changed or too many
    public List<StoredRecord> list(Kind kind) {
        checkUsable();
        return locked(() -> {
            var records = new ArrayList<StoredRecord>();
            var wrong = compare(kind, records::add);
            if (!wrong.isEmpty()) {
                throw new StoreException.Corrupt(String.join("; ", wrong));
            }
            return records;
        });
    }

    /// Runs `change` as the only writer and commits what it asked for, with a new root, as one
    /// durable batch. If `change` asks for nothing or throws, nothing is written. It must not
    /// block, nor call [#commit] itself.
    ///
    /// @return the partition's version after it
    /// @throws StoreException if nothing was committed, or (then this object is stale) that is not
    ///     known
    public long commit(Consumer<Changes> change) {
        return locked(() -> {
            checkUsable();
            var changes = new Changes(this, version + 1);
            change.accept(changes);
            return changes.isEmpty() ? version : write(changes);
        });
    }

    /// Reads everything again and names each record that is missing, changed or too many, and a wrong
    /// root or version.
    public List<String> verify() {
        checkUsable();
        return locked(() -> {
            var wrong = new ArrayList<String>();
            try {
                if (!readRoot(engine.version(partition)).sameRecords(root)) {
                    wrong.add(name() + ": the root is not the one last written");
                }
            } catch (StoreException.Corrupt corrupt) {
                wrong.add(String.valueOf(corrupt.getMessage()));
            }
            KINDS.forEach(kind -> wrong.addAll(compare(kind, record -> {})));
            return wrong;
        });
    }

    @Override
    public void close() {
        stale = true;
        sealer.close();
        fingerprints.close();
    }

    RecordKey key(Kind kind, RecordId id) {
        return new RecordKey(partition, kind, id);
    }

    private void load() {
        version = engine.version(partition);
        root = readRoot(version);
        GuardedRoot found = scan();
        if (!found.sameRecords(root)) {
            throw new StoreException.Corrupt(name() + ": its " + found.count() + " records are not the " + root.count()
                    + " that its root names");
        }
    }

    /// Reads the names of all records, and gives their count and sum.
    private GuardedRoot scan() {
        for (Kind kind : KINDS) {
            engine.scan(partition, kind, RecordId.of(), null, record -> {
                known.put(record.key(), fingerprint(record.key(), record.value()));
                return true;
            });
        }
        GuardedRoot found = GuardedRoot.EMPTY;
        for (BigInteger fingerprint : known.values()) {
            found = found.plus(fingerprint);
        }
        return found;
    }

    private GuardedRoot readRoot(long at) {
        Sealed sealed = engine.read(List.of(key(Kind.ROOT, GuardedRoot.ID))).getFirst();
        if (sealed == null && at == 0) {
            return GuardedRoot.EMPTY;
        }
        if (sealed == null || at == 0) {
            throw new StoreException.Corrupt(name() + (sealed == null ? ": no root" : ": no version beside its root"));
        }
        try {
            return GuardedRoot.decode(sealer.open(rootPlace(at), sealed));
        } catch (TamperedException tampered) {
            throw new StoreException.Corrupt(name() + ": its root is not the one of version " + at, tampered);
        }
    }

    private long write(Changes changes) {
        var batch = new Batch(partition);
        var fresh = new TreeMap<RecordKey, BigInteger>();
        GuardedRoot next = changes.attachment == null ? root : root.with(changes.attachment);
        for (Map.Entry<RecordKey, @Nullable Sealed> change : changes.guarded.entrySet()) {
            RecordKey key = change.getKey();
            Sealed value = change.getValue();
            BigInteger before = known.get(key);
            next = before == null ? next : next.minus(before);
            if (value != null) {
                fresh.put(key, fingerprint(key, value));
                next = next.plus(fresh.get(key));
                batch.put(key.kind(), key.id(), value);
            } else if (before != null) {
                batch.delete(key.kind(), key.id());
            }
        }
        changes.events.forEach((id, event) -> batch.put(Kind.EVENT, id, event));
        Sealed sealedRoot = sealer.seal(rootPlace(changes.version()), next.encode());
        batch.put(Kind.ROOT, GuardedRoot.ID, sealedRoot);
        submit(batch, sealedRoot);
        known.keySet().removeAll(changes.guarded.keySet());
        known.putAll(fresh);
        root = next;
        version = changes.version();
        return version;
    }

    private void submit(Batch batch, Sealed sealedRoot) {
        switch (engine.submit(version, batch)) {
            case Outcome.Committed committed -> {}
            case Outcome.Conflict conflict -> throw stale("was changed by another writer", null);
            case Outcome.Uncertain uncertain -> settle(sealedRoot, uncertain.cause());
        }
    }

    /// Returns if the batch with this root was committed after all.
    private void settle(Sealed sealedRoot, Exception cause) {
        long actual;
        Sealed lies;
        try {
            actual = settledVersion();
            lies = engine.read(List.of(key(Kind.ROOT, GuardedRoot.ID))).getFirst();
        } catch (StoreException unreadable) {
            cause.addSuppressed(unreadable);
            throw stale("has a commit of unknown outcome", cause);
        }
        if (actual == version) {
            throw new StoreException(name() + ": nothing was committed", cause);
        }
        if (actual != version + 1 || lies == null || !lies.tag().equals(sealedRoot.tag())) {
            throw stale("was changed by another writer", cause);
        }
    }

    /// Waits for the store to recover, up to a minute: who did not know what it holds would have to be
    /// loaded anew.
    private long settledVersion() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return engine.version(partition);
            } catch (StoreException.Unsettled unsettled) {
                if (System.nanoTime() > deadline) {
                    throw unsettled;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private StoreException stale(String why, @Nullable Exception cause) {
        stale = true;
        String message = name() + " " + why;
        return cause == null ? new StoreException(message) : new StoreException(message, cause);
    }

    private @Nullable Sealed getAgain(RecordKey key) {
        Sealed value = engine.read(List.of(key)).getFirst();
        if (!matches(key, value)) {
            throw new StoreException.Corrupt(name(key) + (value == null ? " is missing" : " is not the one last put"));
        }
        return value;
    }

    private boolean matches(RecordKey key, @Nullable Sealed value) {
        BigInteger expected = known.get(key);
        return value == null ? expected == null : fingerprint(key, value).equals(expected);
    }

    private List<String> compare(Kind kind, Consumer<StoredRecord> sink) {
        var wrong = new ArrayList<String>();
        var missing = new TreeSet<RecordKey>();
        known.keySet().stream().filter(key -> key.kind() == kind).forEach(missing::add);
        engine.scan(partition, kind, RecordId.of(), null, record -> {
            boolean expected = missing.remove(record.key());
            if (!expected) {
                wrong.add(name(record.key()) + " is too many");
            } else if (!matches(record.key(), record.value())) {
                wrong.add(name(record.key()) + " is not the one last put");
            }
            sink.accept(record);
            return true;
        });
        missing.forEach(key -> wrong.add(name(key) + " is missing"));
        return wrong;
    }

    /// HMAC over kind ‖ length of id ‖ id ‖ version ‖ tag.
    private BigInteger fingerprint(RecordKey key, Sealed value) {
        byte[] id = key.id().bytes();
        byte[] tag = value.tag().bytes();
        var input = ByteBuffer.allocate(2 + id.length + Long.BYTES + tag.length)
                .put(key.kind().code())
                .put((byte) id.length)
                .put(id)
                .putLong(value.version())
                .put(tag);
        String hex = HexFormat.of().formatHex(input.array());
        return new BigInteger(1, fingerprints.of(hex).bytes());
    }

    private Place rootPlace(long at) {
        return key(Kind.ROOT, GuardedRoot.ID).place(organization, at, 0);
    }

    private String name() {
        return "partition " + partition;
    }

    private String name(RecordKey key) {
        return name() + ": record " + key.kind() + " " + key.id();
    }

    private void checkUsable() {
        if (stale) {
            throw new StoreException(name() + " is stale or closed: load it anew");
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        writer.lock();
        try {
            return action.get();
        } finally {
            writer.unlock();
        }
    }
}
