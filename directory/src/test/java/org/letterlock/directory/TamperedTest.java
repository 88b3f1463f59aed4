package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Kind;
import org.letterlock.store.RecordKey;
import org.letterlock.store.StoreException;

/// Single records that somebody removed, changed, exchanged or took back to an older version on the
/// disk: each shows, in a running directory and in one that starts on them.
class TamperedTest {
    private final Instance instance = new Instance();
    private final TamperedEngine engine = new TamperedEngine(instance.engine);
    private Map<RecordKey, Sealed> older = Map.of();
    private Map<RecordKey, Sealed> records = Map.of();

    @BeforeEach
    void fill() throws Exception {
        instance.restart(engine);
        var organization = instance.example();
        var other = instance.directory.createOrganization(instance.forwarded(), "other", "other.test", null);
        var alice = instance.user(organization, "alice@example.test");
        instance.user(organization, "bob@example.test");
        instance.user(other, "carol@other.test");
        older = TamperedEngine.all(instance.engine);
        try (var password = Instance.password("another password")) {
            instance.directory.resetPassword(organization.id(), alice.id(), password);
        }
        instance.revoke(organization);
        instance.regrant(organization);
        records = TamperedEngine.all(instance.engine);
        assertThat(instance.verify()).isEmpty();
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aRemovedRecordShows() {
        records.keySet().forEach(key -> assertShows(key, null, "removed"));
    }

    @Test
    void aRecordOfAnOlderVersionShows() {
        var replayed = new ArrayList<RecordKey>();
        older.forEach((key, value) -> {
            var present = records.get(key);
            if (present != null && !present.tag().equals(value.tag())) {
                replayed.add(key);
                assertShows(key, value, "replayed");
            }
        });
        assertThat(replayed).extracting(RecordKey::kind).contains(Kind.USER, Kind.ORGANIZATION, Kind.ROOT);
    }

    @Test
    void exchangedRecordsShow() {
        for (var one : records.keySet()) {
            for (var two : records.keySet()) {
                if (one.kind() == two.kind() && one.compareTo(two) < 0) {
                    engine.forged.put(two, records.get(one));
                    assertShows(one, records.get(two), "exchanged");
                    engine.forged.clear();
                }
            }
        }
    }

    @Test
    void flippedBitsShow() {
        var random = new Random(20261124);
        var keys = List.copyOf(records.keySet());
        for (int i = 0; i < 500; i++) {
            var key = keys.get(random.nextInt(keys.size()));
            byte[] bytes = records.get(key).bytes().clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertShows(key, Sealed.fromStorage(bytes), "flipped");
        }
    }

    @Test
    void aTruncatedRecordShows() {
        records.forEach((key, value) -> {
            byte[] bytes = value.bytes();
            for (int length : new int[] {0, 1, 9, 33, bytes.length / 2, bytes.length - 1}) {
                assertShows(key, Sealed.fromStorage(java.util.Arrays.copyOf(bytes, length)), "cut to " + length);
            }
        });
    }

    /// An address never seems to be unknown because its records are gone, and no other mailbox gets
    /// its mail.
    @Test
    void anAddressDoesNotVanishSilently() {
        var alice = instance.directory.recipient("alice@example.test");
        for (var key : records.keySet()) {
            engine.forged.put(key, null);
            try {
                assertThat(instance.directory.recipient("alice@example.test"))
                        .as(key.toString())
                        .isEqualTo(alice);
            } catch (StoreException.Corrupt e) {
                assertThat(e).hasMessageContaining("missing");
            }
            engine.forged.clear();
        }
    }

    private void assertShows(RecordKey key, @Nullable Sealed value, String how) {
        engine.forged.put(key, value);
        assertThat(instance.verify()).as(key + " " + how).isNotEmpty();
        assertStartShows(key, how);
        engine.forged.remove(key);
    }

    private void assertStartShows(RecordKey key, String how) {
        try (var started = instance.open(engine)) {
            assertThat(started.verify(closed -> {}))
                    .as(key + " " + how + " before the start")
                    .isNotEmpty();
        } catch (StoreException.Corrupt e) {
            assertThat(engine.forged.keySet())
                    .anyMatch(forged -> forged.partition().equals(Register.PARTITION));
        }
    }
}
