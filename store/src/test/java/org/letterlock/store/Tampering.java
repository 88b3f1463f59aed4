package org.letterlock.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.letterlock.crypt.Sealed;

/// Does to a memory engine what somebody with access to the disk could do: behind the engine's back,
/// without a submit.
public record Tampering(MemoryEngine engine) {
    public void remove(RecordKey key) {
        requireNonNull(engine.records.remove(key), () -> "nothing at " + key);
    }

    /// Puts a value, which may come from another place or time.
    public void replace(RecordKey key, Sealed value) {
        engine.records.put(key, value);
    }

    public void swap(RecordKey one, RecordKey other) {
        Sealed first = requireNonNull(engine.records.get(one));
        engine.records.put(one, requireNonNull(engine.records.put(other, first)));
    }

    /// Flips one bit of a value.
    public void flip(RecordKey key, int bit) {
        byte[] bytes = requireNonNull(engine.records.get(key)).bytes().clone();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        engine.records.put(key, Sealed.fromStorage(bytes));
    }

    public void version(UUID partition, long version) {
        engine.versions.put(partition, version);
    }

    /// The keys of all records, in order.
    public List<RecordKey> keys() {
        return List.copyOf(engine.records.keySet());
    }

    /// Another engine with the same records: a backup, or what a thief took away.
    public MemoryEngine copy() {
        var copy = new MemoryEngine();
        copy.records.putAll(engine.records);
        copy.versions.putAll(engine.versions);
        return copy;
    }
}
