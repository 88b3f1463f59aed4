package org.letterlock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Secret;
import org.letterlock.store.FaultyEngine.Fault;

class GuardedPartitionTest {
    private static final UUID PARTITION = UUID.fromString("5a5a5a5a-0000-4000-8000-000000000007");

    private final Secret instanceKey = Secret.random(32);
    private final SealedRecords sealed = new SealedRecords();
    private final MemoryEngine memory = new MemoryEngine();
    private final FaultyEngine engine = new FaultyEngine(memory);

    @AfterEach
    void close() {
        sealed.close();
        instanceKey.close();
    }

    @Test
    void whatIsCommittedIsThereAndAfterLoadingToo() {
        try (var partition = load()) {
            assertThat(partition.version()).isZero();
            assertThat(partition.get(Kind.USER, RecordId.of(1))).isNull();
            assertThat(partition.commit(changes -> put(put(changes, 1, "alice"), 2, "bob")))
                    .isEqualTo(1);
            assertThat(partition.commit(changes -> put(changes.delete(Kind.USER, RecordId.of(2)), 3, "carol")))
                    .isEqualTo(2);
        }
        try (var partition = load()) {
            assertThat(partition.version()).isEqualTo(2);
            assertThat(texts(partition)).containsExactly("alice", "carol");
            sealed.assertOpens(key(3), partition.get(Kind.USER, RecordId.of(3)), "carol");
            assertThat(partition.get(Kind.USER, RecordId.of(2))).isNull();
            assertThat(partition.verify()).isEmpty();
        }
    }

    @Test
    void aCommitSeesWhatItIsAboutToChange() {
        try (var partition = load()) {
            partition.commit(changes -> put(changes, 1, "old"));
            partition.commit(changes -> {
                sealed.assertOpens(key(1), changes.get(Kind.USER, RecordId.of(1)), "old");
                put(changes, 1, "new");
                sealed.assertOpens(key(1), changes.get(Kind.USER, RecordId.of(1)), "new");
                changes.delete(Kind.USER, RecordId.of(1));
                assertThat(changes.get(Kind.USER, RecordId.of(1))).isNull();
            });
            assertThat(texts(partition)).isEmpty();
        }
    }

    @Test
    void aValueSealedWithAnotherVersionIsRefusedAndNothingIsWritten() {
        try (var partition = load()) {
            assertThatThrownBy(() -> partition.commit(changes -> {
                        put(changes, 1, "good");
                        changes.put(
                                Kind.USER,
                                RecordId.of(2),
                                sealed.record(key(2), 7, "bad").value());
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> partition.commit(changes -> changes.delete(Kind.EVENT, RecordId.of(2))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(partition.commit(changes -> {})).isZero();
            assertThat(memory.version(PARTITION)).isZero();
            assertThat(texts(partition)).isEmpty();
        }
    }

    @Test
    void eventsAndTheAttachmentTravelWithTheBatch() {
        byte[] end = {1, 2, 3};
        try (var partition = load()) {
            assertThat(partition.attachment()).isEmpty();
            var event = sealed.record(new RecordKey(PARTITION, Kind.EVENT, RecordId.of(1)), 0, "event");
            partition.commit(changes -> put(changes, 1, "alice")
                    .append(event.key().id(), event.value())
                    .attach(end));
            partition.commit(changes -> put(changes, 2, "bob"));
            sealed.assertOpens(event.key(), engine.read(List.of(event.key())).getFirst(), "event");
            assertThatThrownBy(() ->
                            partition.commit(changes -> changes.attach(new byte[GuardedPartition.MAX_ATTACHMENT + 1])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        try (var partition = load()) {
            assertThat(partition.attachment()).isEqualTo(end);
            assertThat(partition.verify()).isEmpty();
        }
    }

    @Test
    void aRemovedRecordIsFound() {
        assertFound("is missing", tampering -> tampering.remove(key(2)));
    }

    @Test
    void twoSwappedRecordsAreFound() {
        assertFound("is not the one last put", tampering -> tampering.swap(key(1), key(2)));
    }

    @Test
    void anOlderVersionOfARecordIsFound() {
        Sealed older = sealed.record(key(1), 1, "alice 1").value();
        assertFound("is not the one last put", tampering -> tampering.replace(key(1), older));
    }

    @Test
    void anotherSealOfTheSameTextIsFound() {
        Sealed again = sealed.record(key(1), 2, "alice 2").value();
        assertFound("is not the one last put", tampering -> tampering.replace(key(1), again));
    }

    @Test
    void anExtraRecordIsFound() {
        Sealed extra = sealed.record(key(9), 2, "mallory").value();
        assertFound("is too many", tampering -> tampering.replace(key(9), extra));
    }

    @Test
    void aDeletedRecordThatComesBackIsFound() {
        Sealed deleted = sealed.record(key(3), 1, "carol 1").value();
        assertFound("is too many", tampering -> tampering.replace(key(3), deleted));
    }

    @Test
    void aRemovedRootIsFound() {
        assertFound("no root", tampering -> tampering.remove(root()));
    }

    @Test
    void anotherVersionBesideTheRootIsFound() {
        assertFound("is not the one of version 1", tampering -> tampering.version(PARTITION, 1));
        assertFound("no version", tampering -> tampering.version(PARTITION, 0));
    }

    @Test
    void anOldRootIsFoundWithAndWithoutItsVersion() {
        try (var partition = load()) {
            partition.commit(changes -> put(changes, 1, "one"));
            Sealed old = Objects.requireNonNull(memory.records.get(root()));
            partition.commit(changes -> put(changes, 2, "two"));
            var tampering = new Tampering(memory);
            tampering.replace(root(), old);
            assertThat(partition.verify()).singleElement().asString().contains("is not the one of version 2");
            assertThatThrownBy(this::load).isInstanceOf(StoreException.Corrupt.class);
            tampering.version(PARTITION, 1);
            assertThat(partition.verify()).isNotEmpty();
            assertThatThrownBy(this::load)
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessageContaining("its 2 records are not the 1");
        }
    }

    @Test
    void theRootOfAnotherPartitionOrKeyDoesNotOpen() {
        try (var partition = load();
                var other = Secret.random(32)) {
            partition.commit(changes -> put(changes, 1, "one"));
            assertThatThrownBy(() -> GuardedPartition.load(engine, other, Place.INSTANCE, PARTITION))
                    .isInstanceOf(StoreException.Corrupt.class);
            assertThatThrownBy(() -> GuardedPartition.load(engine, instanceKey, new UUID(1, 1), PARTITION))
                    .isInstanceOf(StoreException.Corrupt.class);
        }
    }

    @Test
    void withoutSpaceNothingChangesAndTheNextCommitWorks() {
        try (var partition = load()) {
            partition.commit(changes -> put(changes, 1, "one"));
            engine.fail(Fault.FULL);
            assertThatThrownBy(() -> partition.commit(changes -> put(changes, 2, "two")))
                    .isInstanceOf(StoreException.Full.class);
            engine.fail(Fault.NONE);
            assertThat(texts(partition)).containsExactly("one");
            assertThat(partition.commit(changes -> put(changes, 2, "two"))).isEqualTo(2);
        }
    }

    @Test
    void aLostAnswerIsLookedUp() {
        try (var partition = load()) {
            engine.fail(Fault.ANSWER_LOST);
            assertThat(partition.commit(changes -> put(changes, 1, "one"))).isEqualTo(1);
            engine.fail(Fault.SUBMIT_LOST);
            assertThatThrownBy(() -> partition.commit(changes -> put(changes, 2, "two")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nothing was committed");
            engine.fail(Fault.NONE);
            assertThat(partition.commit(changes -> put(changes, 3, "three"))).isEqualTo(2);
            assertThat(texts(partition)).containsExactly("one", "three");
            assertThat(partition.verify()).isEmpty();
        }
    }

    @Test
    void anUnknownOutcomeOrAnotherWriterMakesItStale() {
        try (var partition = load();
                var second = load()) {
            second.commit(changes -> put(changes, 1, "by second"));
            assertThatThrownBy(() -> partition.commit(changes -> put(changes, 1, "by first")))
                    .hasMessageContaining("another writer");
            assertThatThrownBy(() -> partition.get(Kind.USER, RecordId.of(1))).hasMessageContaining("stale");

            engine.fail(Fault.ALL_LOST);
            assertThatThrownBy(() -> second.commit(changes -> put(changes, 2, "unknown")))
                    .hasMessageContaining("unknown outcome");
            engine.fail(Fault.NONE);
            assertThatThrownBy(() -> second.commit(changes -> {})).hasMessageContaining("stale");
        }
        try (var again = load()) {
            assertThat(texts(again)).containsExactly("by second", "unknown");
        }
    }

    @Test
    void manyWritersTakeTurns() throws Exception {
        int writers = 32;
        try (var partition = load();
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> tasks = IntStream.range(0, writers)
                    .mapToObj(i -> (Callable<Long>) () -> {
                        long version = partition.commit(changes -> put(changes, i, "record " + i));
                        sealed.assertOpens(key(i), partition.get(Kind.USER, RecordId.of(i)), "record " + i);
                        return version;
                    })
                    .toList();
            for (var task : pool.invokeAll(tasks)) {
                assertThat(task.get()).isBetween(1L, (long) writers);
            }
            assertThat(partition.version()).isEqualTo(writers);
            assertThat(partition.list(Kind.USER)).hasSize(writers);
            assertThat(partition.verify()).isEmpty();
        }
    }

    private interface Tamper {
        void with(Tampering tampering);
    }

    /// The change is named by verify of the partition that is loaded, refused by load, and by list
    /// where it can be.
    private void assertFound(String finding, Tamper tamper) {
        try (var partition = load()) {
            if (partition.version() == 0) {
                partition.commit(changes -> put(put(put(changes, 1, "alice 1"), 2, "bob 1"), 3, "carol 1"));
                partition.commit(changes -> put(changes.delete(Kind.USER, RecordId.of(3)), 1, "alice 2"));
            }
            tamper.with(new Tampering(memory));
            assertThat(partition.verify())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(finding));
            assertThatThrownBy(this::load).isInstanceOf(StoreException.Corrupt.class);
            if (finding.startsWith("is missing") || finding.startsWith("is not the one last")) {
                assertThatThrownBy(() -> partition.list(Kind.USER)).isInstanceOf(StoreException.Corrupt.class);
                assertThatThrownBy(() -> {
                            partition.get(Kind.USER, RecordId.of(1));
                            partition.get(Kind.USER, RecordId.of(2));
                        })
                        .isInstanceOf(StoreException.Corrupt.class);
            }
        } finally {
            new Tampering(memory).version(PARTITION, 2);
        }
    }

    private GuardedPartition load() {
        return GuardedPartition.load(engine, instanceKey, Place.INSTANCE, PARTITION);
    }

    private Changes put(Changes changes, long id, String text) {
        return changes.put(
                Kind.USER,
                RecordId.of(id),
                sealed.record(key(id), changes.version(), text).value());
    }

    private List<String> texts(GuardedPartition partition) {
        return partition.list(Kind.USER).stream().map(sealed::text).toList();
    }

    private static RecordKey key(long id) {
        return new RecordKey(PARTITION, Kind.USER, RecordId.of(id));
    }

    private static RecordKey root() {
        return new RecordKey(PARTITION, Kind.ROOT, RecordId.of());
    }
}
