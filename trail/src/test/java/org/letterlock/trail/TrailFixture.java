package org.letterlock.trail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Secret;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoredRecord;

/// A trail on an engine that can be tampered with.
final class TrailFixture implements AutoCloseable {
    static final UUID PARTITION = new UUID(0, 1);
    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d";
    static final String SERVICE = "workmail.eu-west-1.amazonaws.com";

    final TestEngine engine = new TestEngine();
    final Secret instance = Secret.take(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });
    GuardedPartition partition = load();
    Trail trail = Trail.open(engine, partition, instance);

    private GuardedPartition load() {
        return GuardedPartition.load(engine, instance, Place.INSTANCE, PARTITION);
    }

    void reopen() {
        trail.close();
        partition.close();
        partition = load();
        trail = Trail.open(engine, partition, instance);
    }

    static Actor.Signer signer(String userName, String accessKeyId) {
        return new Actor.Signer(
                "IAMUser",
                "AIDACKCEVSQ6C2EXAMPLE",
                "arn:aws:iam::111122223333:user/" + userName,
                "111122223333",
                accessKeyId,
                userName,
                null,
                "192.0.2.7",
                "aws-cli/2.9",
                new Actor.Signer.Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256", "localhost:8443"));
    }

    static TrailEvent event(Actor actor, String name, boolean readOnly, Instant time, String id) {
        return new TrailEvent(
                actor,
                time,
                "kms.amazonaws.com",
                name,
                "eu-west-1",
                null,
                Map.of("keyId", KEY),
                null,
                null,
                "76e96b96-7e24-4faf-a2d6-08ded2eaf63c",
                id,
                readOnly,
                List.of(new TrailEvent.Resource(KEY, "111122223333", "AWS::KMS::Key")),
                "111122223333",
                null);
    }

    static TrailEvent event(int number) {
        return event(new Actor.Service(SERVICE), "Decrypt", true, START.plusSeconds(number), "event-" + number);
    }

    void record(int count) {
        for (int i = 1; i <= count; i++) {
            trail.record(event(i));
        }
    }

    static RecordKey key(long sequence) {
        return new RecordKey(PARTITION, Kind.EVENT, RecordId.of(sequence));
    }

    Sealed stored(long sequence) {
        var sealed = engine.memory.read(List.of(key(sequence))).getFirst();
        if (sealed == null) {
            throw new IllegalStateException("no event " + sequence);
        }
        return sealed;
    }

    void overwrite(long sequence, Sealed value) {
        engine.stage(List.of(new StoredRecord(key(sequence), value)));
    }

    @Override
    public void close() {
        trail.close();
        partition.close();
        engine.close();
        instance.close();
    }
}
