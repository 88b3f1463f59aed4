package org.letterlock.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;

/// Seals and opens events, each at a place that holds the tag of the one before it
/// (`docs/formats/trail.md`).
final class EventSeal implements AutoCloseable {
    private static final String LABEL = "letterlock/1/instance/trail";
    private static final byte FORMAT = 1;

    private final UUID partition;
    private final Sealer sealer;

    EventSeal(Secret instance, UUID partition) {
        this.partition = partition;
        this.sealer = Sealer.derive(
                instance,
                LABEL,
                RecordId.of(partition.getMostSignificantBits(), partition.getLeastSignificantBits())
                        .bytes());
    }

    RecordKey key(long sequence) {
        return new RecordKey(partition, Kind.EVENT, RecordId.of(sequence));
    }

    Sealed seal(long sequence, long version, RecordId previous, String json) {
        var text = json.getBytes(StandardCharsets.UTF_8);
        var plaintext = new byte[1 + text.length];
        plaintext[0] = FORMAT;
        System.arraycopy(text, 0, plaintext, 1, text.length);
        return sealer.seal(place(sequence, version, previous), plaintext);
    }

    RecordedEvent open(long sequence, RecordId previous, Sealed sealed) throws TamperedException {
        var plaintext = sealer.open(place(sequence, sealed.version(), previous), sealed);
        try {
            if (plaintext.length == 0 || plaintext[0] != FORMAT) {
                throw new StoreException.Corrupt("trail: event " + sequence + " is of an unknown format");
            }
            return RecordedEvent.parse(
                    sequence, new String(plaintext, 1, plaintext.length - 1, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new StoreException.Corrupt("trail: event " + sequence + " is not JSON", e);
        }
    }

    private Place place(long sequence, long version, RecordId previous) {
        return key(sequence).place(Place.INSTANCE, version, 0).after(previous);
    }

    @Override
    public void close() {
        sealer.close();
    }
}
