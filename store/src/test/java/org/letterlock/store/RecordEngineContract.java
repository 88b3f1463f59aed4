package org.letterlock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.letterlock.crypt.RecordId;

/// What every [RecordEngine] does. An engine's test implements [#open()]; each test here opens and
/// closes its own.
public interface RecordEngineContract {
    UUID ONE = UUID.fromString("0a000000-0000-4000-8000-000000000001");
    /// Negative as a signed number, so after ONE only if engines sort unsigned.
    UUID TWO = UUID.fromString("fa000000-0000-4000-8000-000000000002");

    /// A fresh, empty engine.
    RecordEngine open();

    /// Closes and opens the same store again. Engines that forget on close give back the same engine.
    RecordEngine reopen(RecordEngine engine);

    @Test
    default void whatIsSubmittedOpensAtItsPlace() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            var batch = new Batch(ONE);
            for (Kind kind : Kind.values()) {
                put(batch, sealed, kind, RecordId.of(7), 1, "value of " + kind);
            }
            assertThat(engine.submit(0, batch)).isEqualTo(new Outcome.Committed(1));
            for (Kind kind : Kind.values()) {
                RecordKey key = new RecordKey(ONE, kind, RecordId.of(7));
                sealed.assertOpens(key, engine.read(List.of(key)).getFirst(), "value of " + kind);
            }
        }
    }

    @Test
    default void readsInTheOrderOfTheKeysAndNullWhereThereIsNone() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            engine.submit(0, put(put(new Batch(ONE), sealed, Kind.LOG, 1, 1, "a"), sealed, Kind.INDEX, 2, 1, "b"));
            RecordKey a = new RecordKey(ONE, Kind.LOG, RecordId.of(1));
            RecordKey b = new RecordKey(ONE, Kind.INDEX, RecordId.of(2));
            RecordKey none = new RecordKey(ONE, Kind.LOG, RecordId.of(3));
            RecordKey elsewhere = new RecordKey(TWO, Kind.LOG, RecordId.of(1));
            var values = engine.read(List.of(b, none, a, elsewhere, b));
            assertThat(values).hasSize(5);
            sealed.assertOpens(b, values.get(0), "b");
            assertThat(values.get(1)).isNull();
            sealed.assertOpens(a, values.get(2), "a");
            assertThat(values.get(3)).isNull();
            sealed.assertOpens(b, values.get(4), "b");
            assertThat(engine.read(List.of())).isEmpty();
        }
    }

    @Test
    default void aScanIsAscendingUnsignedWithinItsBoundsAndKind() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            var batch = new Batch(ONE);
            long[] ids = {3, 1, -1, Long.MIN_VALUE, 2, Long.MAX_VALUE};
            for (long id : ids) {
                put(batch, sealed, Kind.LOG, id, 1, Long.toUnsignedString(id));
            }
            put(batch, sealed, Kind.LOG, RecordId.of(), 1, "empty id");
            put(batch, sealed, Kind.LOG, RecordId.of(2, 0), 1, "2 and 0");
            put(batch, sealed, Kind.KEY, 1, 1, "kind before");
            put(batch, sealed, Kind.MAILBOX, 1, 1, "kind after");
            engine.submit(0, batch);
            engine.submit(0, put(new Batch(TWO), sealed, Kind.LOG, 1, 1, "other partition"));

            assertThat(scan(engine, sealed, RecordId.of(), null))
                    .containsExactly(
                            "empty id",
                            "1",
                            "2",
                            "2 and 0",
                            "3",
                            "9223372036854775807",
                            "9223372036854775808",
                            "18446744073709551615");
            assertThat(scan(engine, sealed, RecordId.of(2), RecordId.of(3))).containsExactly("2", "2 and 0");
            assertThat(scan(engine, sealed, RecordId.of(3), RecordId.of(3))).isEmpty();
            assertThat(scan(engine, sealed, RecordId.of(-1), null)).containsExactly("18446744073709551615");
        }
    }

    @Test
    default void aScanStopsWhenItsSinkHasEnough() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            fill(engine, sealed, 2_000);
            var seen = new ArrayList<Long>();
            engine.scan(ONE, Kind.LOG, RecordId.of(5), null, record -> {
                seen.add(record.key().id().number(0));
                return seen.size() < 1_000;
            });
            assertThat(seen).hasSize(1_000).isSorted().startsWith(5L).endsWith(1_004L);
        }
    }

    @Test
    default void aSinkMayUseTheEngine() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            fill(engine, sealed, 700);
            var found = new ArrayList<String>();
            engine.scan(ONE, Kind.LOG, RecordId.of(), null, record -> {
                RecordKey key = record.key();
                found.add(sealed.text(
                        new StoredRecord(key, engine.read(List.of(key)).getFirst())));
                engine.submit(engine.version(TWO), put(new Batch(TWO), sealed, Kind.HEAD, 0, 1, "x"));
                return found.size() < 600;
            });
            assertThat(found).hasSize(600);
            assertThat(engine.version(TWO)).isEqualTo(600);
        }
    }

    @Test
    default void stagedRecordsAreVisibleAtOnceAndLeaveTheVersionAlone() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            RecordKey one = new RecordKey(ONE, Kind.CONTENT, RecordId.of(1, 0));
            RecordKey two = new RecordKey(TWO, Kind.CONTENT, RecordId.of(1, 0));
            engine.stage(List.of(sealed.record(one, 0, "piece"), sealed.record(two, 0, "other")));
            sealed.assertOpens(one, engine.read(List.of(one)).getFirst(), "piece");
            sealed.assertOpens(two, engine.read(List.of(two)).getFirst(), "other");
            assertThat(engine.version(ONE)).isZero();
            assertThat(engine.submit(0, new Batch(ONE))).isEqualTo(new Outcome.Committed(1));
        }
    }

    @Test
    default void aConflictCarriesTheActualVersionAndWritesNothing() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            engine.submit(0, put(new Batch(ONE), sealed, Kind.HEAD, 0, 1, "first"));
            engine.submit(1, put(new Batch(ONE), sealed, Kind.HEAD, 0, 2, "second"));
            for (long expected : new long[] {0, 1, 3, Long.MAX_VALUE}) {
                var late = put(new Batch(ONE), sealed, Kind.HEAD, 0, 9, "late").delete(Kind.HEAD, RecordId.of(0));
                assertThat(engine.submit(expected, late)).isEqualTo(new Outcome.Conflict(2));
            }
            assertThat(engine.submit(1, new Batch(TWO))).isEqualTo(new Outcome.Conflict(0));
            RecordKey key = new RecordKey(ONE, Kind.HEAD, RecordId.of(0));
            sealed.assertOpens(key, engine.read(List.of(key)).getFirst(), "second");
            assertThat(engine.version(TWO)).isZero();
        }
    }

    @Test
    default void aBatchDeletesAndPutsAndAdvancesTheVersionOfItsPartitionOnly() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            engine.submit(0, put(put(new Batch(ONE), sealed, Kind.LOG, 1, 1, "old"), sealed, Kind.LOG, 2, 1, "gone"));
            engine.submit(0, put(new Batch(TWO), sealed, Kind.LOG, 2, 1, "untouched"));
            var batch = new Batch(ONE).delete(Kind.LOG, RecordId.of(1)).delete(Kind.LOG, RecordId.of(2));
            put(batch, sealed, Kind.LOG, 1, 2, "twice");
            put(batch, sealed, Kind.LOG, 1, 2, "new");
            assertThat(engine.submit(1, batch)).isEqualTo(new Outcome.Committed(2));
            assertThat(scan(engine, sealed, RecordId.of(), null)).containsExactly("new");
            assertThat(engine.version(ONE)).isEqualTo(2);
            assertThat(engine.version(TWO)).isEqualTo(1);
            assertThat(engine.submit(2, new Batch(ONE))).isEqualTo(new Outcome.Committed(3));
        }
    }

    @Test
    default void partitionsOfAKindAreAscendingUnsigned() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            var last = new UUID(-1, -1);
            var first = new UUID(0, 0);
            for (UUID partition : List.of(TWO, last, ONE, first)) {
                engine.stage(List.of(sealed.record(partition, Kind.LOG, RecordId.of(1), 0, new byte[1])));
                engine.stage(List.of(sealed.record(partition, Kind.LOG, RecordId.of(2), 0, new byte[1])));
            }
            engine.stage(List.of(sealed.record(ONE, Kind.HEAD, RecordId.of(), 0, new byte[1])));
            assertThat(partitions(engine, Kind.LOG, 9)).containsExactly(first, ONE, TWO, last);
            assertThat(partitions(engine, Kind.LOG, 2)).containsExactly(first, ONE);
            assertThat(partitions(engine, Kind.HEAD, 9)).containsExactly(ONE);
            assertThat(partitions(engine, Kind.USER, 9)).isEmpty();
            assertThat(partitions(engine, Kind.CONTENT, 9)).isEmpty();
        }
    }

    @Test
    default void valuesOfAllSizesComeBack() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            var random = new Random(42);
            int[] sizes = {0, 1, 4_095, 4_096, 8_191, 8_193, 65_536, 1 << 20};
            for (Kind kind : List.of(Kind.LOG, Kind.SUMMARY, Kind.CONTENT)) {
                for (int size : sizes) {
                    byte[] plaintext = new byte[size];
                    random.nextBytes(plaintext);
                    RecordKey key = new RecordKey(ONE, kind, RecordId.of(size));
                    engine.stage(List.of(sealed.record(key, 0, plaintext)));
                    assertThat(sealed.open(key, engine.read(List.of(key)).getFirst()))
                            .isEqualTo(plaintext);
                }
            }
        }
    }

    @Test
    default void whatWasCommittedOrStagedIsThereAfterReopening() {
        try (var sealed = new SealedRecords()) {
            var engine = open();
            engine.stage(List.of(sealed.record(ONE, Kind.CONTENT, RecordId.of(1, 0), 0, new byte[100_000])));
            engine.submit(0, put(new Batch(ONE), sealed, Kind.LOG, 1, 1, "kept"));
            engine.submit(1, put(new Batch(ONE), sealed, Kind.LOG, 2, 2, "kept too"));
            try (var again = reopen(engine)) {
                assertThat(scan(again, sealed, RecordId.of(), null)).containsExactly("kept", "kept too");
                assertThat(again.version(ONE)).isEqualTo(2);
                RecordKey piece = new RecordKey(ONE, Kind.CONTENT, RecordId.of(1, 0));
                assertThat(sealed.open(piece, again.read(List.of(piece)).getFirst()))
                        .hasSize(100_000);
                assertThat(again.verify()).isEmpty();
            }
        }
    }

    @Test
    default void aHealthyStoreHasNothingToReportAndSaysWhatItIs() {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            assertThat(engine.verify()).isEmpty();
            fill(engine, sealed, 300);
            assertThat(engine.verify()).isEmpty();
            assertThat(engine.stats()).containsKey("engine").doesNotContainValue("");
        }
    }

    @Test
    default void aClosedEngineSaysSo() {
        try (var sealed = new SealedRecords()) {
            var engine = open();
            var record = sealed.record(ONE, Kind.LOG, RecordId.of(1), 0, new byte[1]);
            engine.close();
            engine.close();
            assertClosed(() -> engine.read(List.of(record.key())));
            assertClosed(() -> engine.scan(ONE, Kind.LOG, RecordId.of(), null, found -> true));
            assertClosed(() -> engine.stage(List.of(record)));
            assertClosed(() -> engine.submit(0, new Batch(ONE)));
            assertClosed(() -> engine.version(ONE));
            assertClosed(() -> engine.partitions(Kind.LOG, found -> true));
            assertClosed(engine::verify);
            assertClosed(engine::stats);
        }
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreException.Closed.class);
    }

    private static void fill(RecordEngine engine, SealedRecords sealed, int records) {
        var batch = new Batch(ONE);
        for (int i = 0; i < records; i++) {
            put(batch, sealed, Kind.LOG, i, 1, "record " + i);
        }
        engine.submit(engine.version(ONE), batch);
    }

    private static Batch put(Batch batch, SealedRecords sealed, Kind kind, long id, long version, String text) {
        return put(batch, sealed, kind, RecordId.of(id), version, text);
    }

    private static Batch put(Batch batch, SealedRecords sealed, Kind kind, RecordId id, long version, String text) {
        var key = new RecordKey(batch.partition(), kind, id);
        return batch.put(kind, id, sealed.record(key, version, text).value());
    }

    private static List<String> scan(RecordEngine engine, SealedRecords sealed, RecordId from, @Nullable RecordId to) {
        var found = new ArrayList<String>();
        engine.scan(ONE, Kind.LOG, from, to, record -> found.add(sealed.text(record)));
        return found;
    }

    private static List<UUID> partitions(RecordEngine engine, Kind kind, int limit) {
        var found = new ArrayList<UUID>();
        engine.partitions(kind, partition -> found.add(partition) && found.size() < limit);
        return found;
    }
}
