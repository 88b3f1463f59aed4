package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void noMoreRunAtOnceThanThereArePlaces() throws Exception {
        var places = new Places(3, Duration.ofMinutes(1));
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                boolean familiar = i % 2 == 0;
                threads.submit(() -> places.run(familiar, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    return running.decrementAndGet();
                }));
            }
        }
        assertThat(running).hasValue(0);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void aFamiliarCallerGetsInWhileStrangersHoldAllTheyCan() throws Exception {
        var places = new Places(2, Duration.ofMinutes(1));
        var entered = new Semaphore(0);
        var leave = new CountDownLatch(1);
        Supplier<Boolean> stranger = () -> {
            entered.release();
            await(leave);
            return true;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var strangers = new ArrayList<Future<?>>();
            for (int i = 0; i < 20; i++) {
                strangers.add(threads.submit(() -> places.run(false, stranger)));
            }
            entered.acquire();
            assertThat(places.run(true, () -> "in")).contains("in");
            assertThat(strangers).noneMatch(Future::isDone);
            leave.countDown();
        }
    }

    @Test
    void whoFindsNoPlaceInTimeIsToldSo() throws Exception {
        var places = new Places(1, Duration.ofMillis(1));
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> places.run(true, () -> {
                entered.countDown();
                await(leave);
                return true;
            }));
            entered.await();
            assertThat(places.run(true, () -> "in")).isEmpty();
            assertThat(places.run(false, () -> "in")).isEmpty();
            leave.countDown();
        }
        assertThat(places.run(false, () -> "in")).contains("in");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
