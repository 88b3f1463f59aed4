package org.letterlock.directory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Slows guessing down without letting a guesser lock anybody out: failures are counted against the
/// pair of account and source, and against the source; never against the account alone. So a right
/// password from a fresh source is never refused because of failures elsewhere.
///
/// A pair has five failures free, then waits twice as long after each further one, up to a minute.
/// A source has fifty failures free, then one every twelve seconds, and eight attempts at once. A
/// pair that has logged in before is *familiar*: the source's limits do not touch it, and it waits
/// five seconds at most, so that a guesser behind the same address translator harms little.
/// Attempts beyond a limit that running ones may lift wait for those.
///
/// Thread-safe. Keeps the 100,000 pairs and 50,000 sources seen last, in about 25 MB.
final class Throttle {
    static final int FREE_FAILURES = 5;
    static final int SOURCE_FAILURES = 50;
    static final int SOURCE_CONCURRENT = 8;
    static final Duration SOURCE_REFILL = Duration.ofSeconds(12);
    static final Duration MAX_DELAY = Duration.ofMinutes(1);
    static final Duration MAX_FAMILIAR_DELAY = Duration.ofSeconds(5);
    static final Duration FORGET = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_PAIRS = 100_000;
    private static final int MAX_SOURCES = 50_000;

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private final Map<Pair, PairState> pairs = new Recent<>(MAX_PAIRS);
    private final Map<Source, SourceState> sources = new Recent<>(MAX_SOURCES);

    /// @param nanos the monotonic clock
    Throttle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// What becomes of an attempt to log in.
    sealed interface Entry {}

    /// Not now.
    record Wait(Duration time) implements Entry {}

    /// Go on. To be closed; counts as nothing unless it is said to have failed or succeeded.
    final class Attempt implements Entry, AutoCloseable {
        private final PairState pair;
        private final SourceState source;
        private final boolean familiar;
        private boolean closed;

        private Attempt(PairState pair, SourceState source) {
            this.pair = pair;
            this.source = source;
            this.familiar = pair.familiar;
        }

        boolean familiar() {
            return familiar;
        }

        void failed() {
            locked(() -> {
                pair.failures++;
                pair.lastFailure = nanos.getAsLong();
                source.tokens -= familiar ? 0 : 1;
            });
        }

        void succeeded() {
            locked(() -> {
                pair.failures = 0;
                pair.familiar = true;
            });
        }

        @Override
        public void close() {
            locked(() -> {
                pair.running -= closed ? 0 : 1;
                source.running -= closed || familiar ? 0 : 1;
                closed = true;
                finished.signalAll();
            });
        }
    }

    private record Pair(String account, Source source) {}

    private static final class PairState {
        private int failures;
        private long lastFailure;
        private int running;
        private boolean familiar;
    }

    private static final class SourceState {
        private double tokens = SOURCE_FAILURES;
        private long filledAt;
        private int running;
    }

    Entry begin(String account, Source from) {
        long patience = PATIENCE.toNanos();
        lock.lock();
        try {
            while (true) {
                var pair = pairs.computeIfAbsent(new Pair(account, from), p -> new PairState());
                var source = sources.computeIfAbsent(from, s -> fresh());
                long delay = delay(pair, source);
                if (delay > 0) {
                    return new Wait(Duration.ofNanos(delay));
                }
                if (hasRoom(pair, source)) {
                    pair.running++;
                    source.running += pair.familiar ? 0 : 1;
                    return new Attempt(pair, source);
                }
                if (patience <= 0) {
                    return new Wait(Duration.ofSeconds(1));
                }
                patience = finished.awaitNanos(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Wait(Duration.ofSeconds(1));
        } finally {
            lock.unlock();
        }
    }

    /// How long until the next attempt, by what has failed so far.
    private long delay(PairState pair, SourceState source) {
        long now = nanos.getAsLong();
        if (now - pair.lastFailure > FORGET.toNanos()) {
            pair.failures = 0;
        }
        double earned = Math.max(0, now - source.filledAt) / (double) SOURCE_REFILL.toNanos();
        source.tokens = Math.min(SOURCE_FAILURES, source.tokens + earned);
        source.filledAt = now;
        long ofSource =
                pair.familiar || source.tokens >= 1 ? 0 : (long) ((1 - source.tokens) * SOURCE_REFILL.toNanos());
        return Math.max(ofSource, pairDelay(pair, now));
    }

    private static long pairDelay(PairState pair, long now) {
        if (pair.failures < FREE_FAILURES) {
            return 0;
        }
        var most = pair.familiar ? MAX_FAMILIAR_DELAY : MAX_DELAY;
        long seconds = 1L << Math.min(pair.failures - FREE_FAILURES, 10);
        return Math.min(TimeUnit.SECONDS.toNanos(seconds), most.toNanos()) - (now - pair.lastFailure);
    }

    /// Whether this attempt may run beside those that run already, should all of them fail.
    private static boolean hasRoom(PairState pair, SourceState source) {
        boolean ofPair = pair.running == 0 || pair.failures + pair.running < FREE_FAILURES;
        boolean ofSource = source.running < SOURCE_CONCURRENT && source.tokens - source.running >= 1;
        return ofPair && (pair.familiar || ofSource);
    }

    private SourceState fresh() {
        var state = new SourceState();
        state.filledAt = nanos.getAsLong();
        return state;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /// The entries used last.
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
