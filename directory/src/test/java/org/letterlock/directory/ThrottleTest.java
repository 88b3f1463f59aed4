package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Throttle throttle = new Throttle(nanos::get);
    private final Source home = new Source(false, 1);

    @Test
    void thePauseDoublesUpToAMinute() {
        fail(Throttle.FREE_FAILURES);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(throttle.begin("alice", home)).isEqualTo(new Throttle.Wait(Duration.ofSeconds(seconds)));
            pass(Duration.ofSeconds(seconds));
            fail(1);
        }
    }

    @Test
    void aFamiliarPairWaitsFiveSecondsAtMost() {
        succeed();
        fail(Throttle.FREE_FAILURES + 10);
        assertThat(throttle.begin("alice", home)).isEqualTo(new Throttle.Wait(Throttle.MAX_FAMILIAR_DELAY));
    }

    @Test
    void theLimitOfASourceDoesNotTouchThoseWhoAreFamiliarThere() {
        succeed();
        for (int i = 0; i < Throttle.SOURCE_FAILURES; i++) {
            attempt("user-" + i).failed();
        }
        assertThat(throttle.begin("bob", home)).isEqualTo(new Throttle.Wait(Throttle.SOURCE_REFILL));
        assertThat(throttle.begin("alice", home)).isInstanceOf(Throttle.Attempt.class);
        pass(Throttle.SOURCE_REFILL);
        attempt("bob").failed();
        assertThat(throttle.begin("carol", home)).isInstanceOf(Throttle.Wait.class);
    }

    @Test
    void attemptsAtOnceCountAsFailuresUntilTheyAreDecided() throws Exception {
        var running = new ArrayList<Throttle.Attempt>();
        for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
            running.add((Throttle.Attempt) throttle.begin("alice", home));
        }
        var sixth = new FutureTask<>(() -> throttle.begin("alice", home));
        var thread = Thread.ofPlatform().start(sixth);
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(sixth.isDone()).isFalse();
        for (var attempt : running) {
            attempt.failed();
            attempt.close();
        }
        assertThat(sixth.get()).isEqualTo(new Throttle.Wait(Duration.ofSeconds(1)));
    }

    @Test
    void aSuccessAndAnHourForgetFailures() {
        fail(Throttle.FREE_FAILURES - 1);
        succeed();
        fail(Throttle.FREE_FAILURES - 1);
        assertThat(throttle.begin("alice", home)).isInstanceOf(Throttle.Attempt.class);
        pass(Throttle.FORGET.plusSeconds(1));
        fail(Throttle.FREE_FAILURES - 1);
    }

    @Test
    void anAttemptThatWasNeitherRightNorWrongCountsAsNothing() {
        for (int i = 0; i < 3 * Throttle.SOURCE_FAILURES; i++) {
            attempt("alice");
        }
    }

    @Test
    void sourcesAreAddressesAndNetworksOf64Bits() throws Exception {
        assertThat(source("192.0.2.1")).isNotEqualTo(source("192.0.2.2"));
        assertThat(source("2001:db8::1")).isEqualTo(source("2001:db8::2:3:4:5"));
        assertThat(source("2001:db8::1")).isNotEqualTo(source("2001:db8:0:1::1"));
        assertThat(source("::ffff:192.0.2.1")).isEqualTo(source("192.0.2.1"));
    }

    private static Source source(String address) throws Exception {
        return Source.of(InetAddress.getByName(address));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// Fails that often, waiting where it must.
    private void fail(int times) {
        for (int failed = 0; failed < times; ) {
            switch (throttle.begin("alice", home)) {
                case Throttle.Wait wait -> pass(wait.time());
                case Throttle.Attempt attempt -> {
                    attempt.failed();
                    attempt.close();
                    failed++;
                }
            }
        }
    }

    private void succeed() {
        try (var attempt = attempt("alice")) {
            attempt.succeeded();
        }
    }

    private Throttle.Attempt attempt(String account) {
        var attempt = (Throttle.Attempt) throttle.begin(account, home);
        attempt.close();
        return attempt;
    }
}
