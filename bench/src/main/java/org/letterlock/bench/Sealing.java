package org.letterlock.bench;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.SealedStream;
import org.letterlock.crypt.Sealer;
import org.letterlock.crypt.Secret;
import org.letterlock.crypt.TamperedException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What the server does: records under a sealer that is kept, streams with a key of their own, derived
/// each time.
@State(Scope.Thread)
public class Sealing {
    @Param({"1024", "65536", "1048576"})
    public int size;

    private final Place place = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'L', RecordId.of(5), 0, 0);
    private final Secret root = Secret.random(32);
    private final Sealer sealer = Sealer.derive(root, "letterlock/1/bench", new byte[0]);
    private byte[] plaintext = {};
    private byte[] out = {};
    private List<Sealed> stream = List.of();
    private Sealed record;

    @SuppressWarnings("NullAway.Init")
    public Sealing() {}

    @Setup(Level.Trial)
    public void setUp() {
        plaintext = new byte[size];
        new Random(1).nextBytes(plaintext);
        out = new byte[size];
        record = sealRecord();
        stream = sealStream();
    }

    @TearDown
    public void tearDown() {
        sealer.close();
        root.close();
    }

    Sealed sealRecord() {
        return sealer.seal(place, plaintext);
    }

    byte[] openRecord() throws TamperedException {
        return sealer.open(place, record);
    }

    List<Sealed> sealStream() {
        return SealedStream.seal(root, place, plaintext);
    }

    byte[] openStream() throws TamperedException {
        try (var reader = SealedStream.Reader.open(root, place, size, stream.getFirst())) {
            for (int i = 0; i < stream.size(); i++) {
                reader.segment(i, stream.get(i), out, (int) SealedStream.startOf(i));
            }
        }
        return out;
    }
}
