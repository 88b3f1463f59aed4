package org.letterlock.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;

/// Seals and opens records for tests, under one key of its own, so that a test proves that what an
/// engine gives back is what was put at exactly that place. Thread-safe.
public final class SealedRecords implements AutoCloseable {
    private final Secret root;
    private final Sealer sealer;

    public SealedRecords() {
        this(Secret.random(32));
    }

    /// With a key that another process can have too. Closes it.
    public SealedRecords(Secret root) {
        this.root = root;
        this.sealer = Sealer.derive(root, "letterlock/1/test/records", new byte[0]);
    }

    public StoredRecord record(UUID partition, Kind kind, RecordId id, long version, byte[] plaintext) {
        return record(new RecordKey(partition, kind, id), version, plaintext);
    }

    public StoredRecord record(RecordKey key, long version, String plaintext) {
        return record(key, version, plaintext.getBytes(StandardCharsets.UTF_8));
    }

    public StoredRecord record(RecordKey key, long version, byte[] plaintext) {
        return new StoredRecord(key, sealer.seal(key.place(Place.INSTANCE, version, 0), plaintext));
    }

    /// Opens a value at the place that its key and its own version name.
    public byte[] open(RecordKey key, @Nullable Sealed value) {
        if (value == null) {
            throw new AssertionError("there is no value at " + key);
        }
        try {
            return sealer.open(key.place(Place.INSTANCE, value.version(), 0), value);
        } catch (TamperedException tampered) {
            throw new AssertionError("the value at " + key + " does not open", tampered);
        }
    }

    public String text(StoredRecord record) {
        return new String(open(record.key(), record.value()), StandardCharsets.UTF_8);
    }

    /// Asserts that there is a value, that it opens at `key`, and that it says `expected`.
    public void assertOpens(RecordKey key, @Nullable Sealed value, String expected) {
        assertThat(new String(open(key, value), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @Override
    public void close() {
        sealer.close();
        root.close();
    }
}
