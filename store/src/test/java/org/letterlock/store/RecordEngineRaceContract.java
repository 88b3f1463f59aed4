package org.letterlock.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.letterlock.crypt.RecordId;

/// What every [RecordEngine] does when many virtual threads use it at once.
public interface RecordEngineRaceContract {
    int THREADS = 48;
    int ROUNDS = 20;

    /// A fresh, empty engine.
    RecordEngine open();

    @Test
    default void ofManySubmitsWithOneExpectedVersionExactlyOneCommits() throws Exception {
        UUID partition = new UUID(1, 1);
        try (var sealed = new SealedRecords();
                var engine = open()) {
            var commits = inParallel(thread -> {
                int won = 0;
                while (won < ROUNDS) {
                    long version = engine.version(partition);
                    var key = new RecordKey(partition, Kind.LOG, RecordId.of(version + 1));
                    var batch = new Batch(partition)
                            .put(
                                    Kind.LOG,
                                    key.id(),
                                    sealed.record(key, version + 1, "by " + thread)
                                            .value());
                    switch (engine.submit(version, batch)) {
                        case Outcome.Committed committed -> won += committed.version() == version + 1 ? 1 : 0;
                        case Outcome.Conflict conflict ->
                            assertThat(conflict.actual()).isGreaterThan(version);
                        case Outcome.Uncertain uncertain -> throw uncertain.cause();
                    }
                }
                return won;
            });
            assertThat(commits).hasSize(THREADS);
            assertThat(engine.version(partition)).isEqualTo((long) THREADS * ROUNDS);
            var ids = new ArrayList<Long>();
            engine.scan(partition, Kind.LOG, RecordId.of(), null, record -> {
                sealed.text(record);
                return ids.add(record.key().id().number(0));
            });
            assertThat(ids).hasSize(THREADS * ROUNDS).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    default void writersOfManyPartitionsDoNotDisturbEachOther() throws Exception {
        try (var sealed = new SealedRecords();
                var engine = open()) {
            inParallel(thread -> {
                UUID partition = new UUID(thread, thread);
                for (long version = 0; version < ROUNDS; version++) {
                    var piece = new RecordKey(partition, Kind.CONTENT, RecordId.of(version, 0));
                    engine.stage(List.of(sealed.record(piece, 0, new byte[20_000])));
                    var key = new RecordKey(partition, Kind.HEAD, RecordId.of());
                    String text = thread + " at " + (version + 1);
                    var batch = new Batch(partition)
                            .put(
                                    Kind.HEAD,
                                    key.id(),
                                    sealed.record(key, version + 1, text).value());
                    assertThat(engine.submit(version, batch)).isEqualTo(new Outcome.Committed(version + 1));
                    var found = engine.read(List.of(key, piece));
                    sealed.assertOpens(key, found.get(0), text);
                    assertThat(sealed.open(piece, found.get(1))).hasSize(20_000);
                }
                return thread;
            });
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(engine.version(new UUID(thread, thread))).isEqualTo(ROUNDS);
            }
            assertThat(engine.verify()).isEmpty();
        }
    }

    @Test
    default void closingAnswersEverybody() throws Exception {
        try (var sealed = new SealedRecords();
                var pool = Executors.newVirtualThreadPerTaskExecutor();
                var engine = open()) {
            var begun = new CountDownLatch(THREADS);
            var writers = new ArrayList<Future<Long>>();
            for (int thread = 0; thread < THREADS; thread++) {
                UUID partition = new UUID(thread, 0);
                writers.add(pool.submit(() -> {
                    for (long version = 0; ; version++) {
                        try {
                            engine.submit(version, new Batch(partition));
                        } catch (StoreException.Closed closed) {
                            return version;
                        }
                        if (version == 0) {
                            begun.countDown();
                        }
                        // An engine that never parks would keep its carriers from the others; who yields goes
                        // on ahead of those that have not begun.
                        LockSupport.parkNanos(1_000);
                    }
                }));
            }
            begun.await();
            engine.close();
            for (Future<Long> writer : writers) {
                assertThat(writer.get()).isPositive();
            }
        }
    }

    /// A task of one of the threads.
    interface Task<T> {
        T run(int thread) throws Exception;
    }

    private static <T> List<T> inParallel(Task<T> task) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<T>>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(() -> task.run(thread));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
