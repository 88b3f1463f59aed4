package org.letterlock.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.letterlock.crypt.RecordId;
import org.letterlock.crypt.Sealed;
import org.letterlock.store.Kind;
import org.letterlock.store.StoreException;

class TrailTest {
    private final TrailFixture fixture = new TrailFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static List<String> ids(Page page) {
        return page.events().stream().map(RecordedEvent::eventId).toList();
    }

    @Test
    void keepsEventsInTheirOrderAcrossARestart() {
        fixture.record(3);
        fixture.reopen();
        fixture.trail.record(TrailFixture.event(4));

        assertThat(ids(fixture.trail.lookUp(Query.newest(10))))
                .containsExactly("event-4", "event-3", "event-2", "event-1");
        assertThat(fixture.trail.verify()).isEmpty();
    }

    @Test
    void anEventIsDurableBeforeTheCallReturns() {
        fixture.trail.record(TrailFixture.event(1));

        assertThat(fixture.engine.version(TrailFixture.PARTITION)).isEqualTo(1);
        assertThat(fixture.stored(1)).isNotNull();
    }

    @Test
    void aChangeAndItsEventAreOneCommit() {
        var id = RecordId.of(7);
        var sealed = new ArrayList<Sealed>();
        var entry = fixture.trail.submit(List.of(TrailFixture.event(1)), changes -> {
            var seal = new EventSeal(fixture.instance, TrailFixture.PARTITION);
            sealed.add(seal.seal(1, changes.version(), RecordId.of(), "{}"));
            seal.close();
            changes.put(Kind.IAM, id, sealed.getFirst());
        });
        entry.await();

        assertThat(fixture.engine.submits).hasValue(1);
        assertThat(fixture.partition.get(Kind.IAM, id)).isNotNull();
        assertThat(fixture.trail.size()).isEqualTo(1);
    }

    @Test
    void aFullDiskRefusesTheEventAndItsChangeAndWorksAgainAfterwards() {
        fixture.record(1);
        fixture.engine.full = true;
        var entry = fixture.trail.submit(
                List.of(TrailFixture.event(2)), changes -> changes.delete(Kind.IAM, RecordId.of(1)));
        assertThatThrownBy(entry::await)
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(StoreException.Full.class);
        assertThat(fixture.trail.size()).isEqualTo(1);

        fixture.engine.full = false;
        fixture.trail.record(TrailFixture.event(3));
        assertThat(ids(fixture.trail.lookUp(Query.newest(10)))).containsExactly("event-3", "event-1");
        assertThat(fixture.trail.verify()).isEmpty();
    }

    @Test
    void aLostAnswerIsLookedUpBeforeAnybodyIsTold() {
        fixture.engine.losesAnswers = true;
        fixture.record(2);

        assertThat(fixture.trail.size()).isEqualTo(2);
        assertThat(fixture.trail.verify()).isEmpty();
    }

    @Test
    void manyWaitingEventsShareASync() throws Exception {
        fixture.engine.gate = new CountDownLatch(1);
        var entries = new ArrayList<Entry>();
        for (int i = 1; i <= 200; i++) {
            entries.add(fixture.trail.submit(List.of(TrailFixture.event(i)), changes -> {}));
        }
        fixture.engine.gate.countDown();
        entries.forEach(Entry::await);

        assertThat(fixture.engine.submits.get()).isLessThanOrEqualTo(3);
        assertThat(fixture.trail.size()).isEqualTo(200);
    }

    @Test
    void manyThreadsLoseNoEvent() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (int i = 1; i <= 500; i++) {
                int number = i;
                calls.add(threads.submit(() -> fixture.trail.record(TrailFixture.event(number))));
            }
            for (var call : calls) {
                call.get();
            }
        }
        Set<String> ids = new TreeSet<>(ids(fixture.trail.lookUp(Query.newest(1_000))));
        assertThat(ids).hasSize(500);
        assertThat(fixture.trail.verify()).isEmpty();
    }

    @Test
    void writesWhatWaitsWhenItIsClosedAndNothingAfterwards() {
        fixture.engine.gate = new CountDownLatch(1);
        var waiting = fixture.trail.submit(List.of(TrailFixture.event(1)), changes -> {});
        var closing = Thread.ofVirtual().start(fixture.trail::close);
        fixture.engine.gate.countDown();
        waiting.await();
        join(closing);

        assertThatThrownBy(() -> fixture.trail.record(TrailFixture.event(2)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void verifyNamesARemovedEvent() {
        fixture.record(5);
        fixture.engine.lost.add(TrailFixture.key(3));

        assertThat(fixture.trail.verify()).contains("trail: event 3 is missing");
        assertThatThrownBy(() -> fixture.trail.lookUp(Query.newest(10))).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void verifyFindsSwappedEvents() {
        fixture.record(5);
        var second = fixture.stored(2);
        fixture.overwrite(2, fixture.stored(4));
        fixture.overwrite(4, second);

        assertThat(fixture.trail.verify())
                .contains("trail: event 2 does not open in its chain", "trail: event 4 does not open in its chain");
    }

    @Test
    void verifyFindsAnEventOfAnotherHistory() {
        fixture.record(3);
        try (var other = new TrailFixture()) {
            other.record(3);
            fixture.overwrite(3, other.stored(3));
        }
        assertThat(fixture.trail.verify()).contains("trail: event 3 does not open in its chain");
    }

    @Test
    void verifyFindsEveryFlippedByte() {
        fixture.record(2);
        var good = fixture.stored(1).bytes();
        for (int at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] ^= 1;
            fixture.overwrite(1, Sealed.fromStorage(bad));
            assertThat(fixture.trail.verify()).as("byte %d", at).isNotEmpty();
        }
        fixture.overwrite(1, Sealed.fromStorage(good));
        assertThat(fixture.trail.verify()).isEmpty();
    }

    @Test
    void verifyIsAtEaseWithEventsThatAreWrittenMeanwhile() throws Exception {
        var writer = Thread.ofVirtual().start(() -> fixture.record(300));
        do {
            assertThat(fixture.trail.verify()).isEmpty();
        } while (writer.isAlive());
        writer.join();
        assertThat(fixture.trail.size()).isEqualTo(300);
    }

    @Test
    void verifyNamesAnEventThatIsTooMany() {
        fixture.record(2);
        fixture.overwrite(3, fixture.stored(2));

        assertThat(fixture.trail.verify()).contains("trail: event 3 is too many");
    }

    @Test
    void refusesToOpenWhenTheNewestEventIsGone() {
        fixture.record(3);
        fixture.engine.lost.add(TrailFixture.key(3));

        assertThatThrownBy(fixture::reopen)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("event 3");
    }
}
