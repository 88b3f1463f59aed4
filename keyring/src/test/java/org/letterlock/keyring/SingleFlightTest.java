package org.letterlock.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.DisabledException;

/// Who asks while the KMS is being asked shares its answer, be it yes, no or silence.
class SingleFlightTest extends KeyringFixture {
    @Test
    void aHundredConcurrentRequestsShareOneDecrypt() throws Exception {
        var key = newKey();
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        kms.meanwhile = () -> {
            asked.countDown();
            await(answer);
        };
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var leases = hundred(() -> keyring.lease(ALICE, key), callers);
            asked.await();
            answer.countDown();
            var distinct = new ArrayList<KeyLease>();
            for (var lease : leases) {
                distinct.add(lease.get());
            }
            assertThat(Set.copyOf(distinct)).hasSize(1);
        }
        assertThat(kms.decrypts).hasSize(1);
    }

    @Test
    void ofThoseWhoAskAtTheSameMomentOneAsksForAll() throws Exception {
        int rounds = 300;
        var barrier = new CyclicBarrier(8);
        try (var callers = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < rounds; round++) {
                var key = newKey();
                var leases = new ArrayList<Future<KeyLease>>();
                for (int i = 0; i < 8; i++) {
                    leases.add(callers.submit(() -> {
                        barrier.await();
                        return keyring.lease(ALICE, key);
                    }));
                }
                for (var lease : leases) {
                    assertThat(lease.get()).isSameAs(leases.getFirst().get());
                }
            }
        }
        assertThat(kms.decrypts).hasSize(rounds);
    }

    @Test
    void aRefusalIsSharedByThoseWhoWait() throws Exception {
        var key = newKey();
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        kms.meanwhile = () -> {
            asked.countDown();
            await(answer);
        };
        kms.failure = DisabledException.builder().build();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var leases = hundred(() -> keyring.lease(ALICE, key), callers);
            asked.await();
            answer.countDown();
            for (var lease : leases) {
                assertThatThrownBy(lease::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(KeyUnavailableException.Refused.class);
            }
        }
        assertThat(kms.decrypts).hasSize(1);
    }

    @Test
    void aRefusalIsRememberedForASecondAndALittle() throws Exception {
        var key = newKey();
        kms.revoked.add(FakeKms.CMK);
        assertRefused(key);
        kms.revoked.clear();
        time.pass(Duration.ofMillis(999));
        assertRefused(key);
        assertThat(kms.decrypts).hasSize(1);
        time.pass(Duration.ofMillis(251));
        assertThat(keyring.lease(ALICE, key).live()).isTrue();
        assertThat(kms.decrypts).hasSize(2);
    }

    @Test
    void aRefusalOfOneClientIsNotAnothers() throws Exception {
        var key = newKey();
        kms.revoked.add(FakeKms.CMK);
        assertRefused(key);
        kms.revoked.clear();
        assertThat(keyring.lease(DELIVERY, key).live()).isTrue();
    }

    @Test
    void aKmsThatDoesNotAnswerIsUnreachable() throws Exception {
        var limits = new KmsLimits(Duration.ofMillis(30), 2, 1, 10, 10);
        try (var impatient = new Keyring(kms, time, time, limits)) {
            var key = newKey();
            var answer = new CountDownLatch(1);
            kms.meanwhile = () -> await(answer);
            assertThatThrownBy(() -> impatient.lease(ALICE, key))
                    .isInstanceOf(KeyUnavailableException.Unreachable.class);
            answer.countDown();
            assertThat(impatient.liveLeases()).isZero();
        }
    }

    @Test
    void anAnswerForWhichNobodyWaitsIsWiped() throws Exception {
        var flight = new Flight(time, 1, 0);
        assertThatThrownBy(flight::await).isInstanceOf(KeyUnavailableException.Unreachable.class);
        var late = keyring.lease(ALICE, newKey());
        flight.grant(late);
        assertThat(late.live()).isFalse();
    }

    @Test
    void aKmsThatFailsIsUnreachable() throws Exception {
        var key = newKey();
        kms.failure = SdkClientException.create("connection refused");
        assertThatThrownBy(() -> keyring.lease(ALICE, key)).isInstanceOf(KeyUnavailableException.Unreachable.class);
        assertThatThrownBy(this::newKey).isInstanceOf(KeyUnavailableException.Unreachable.class);
    }

    @Test
    void jobsCannotTakeTheLastCallsOfAnOrganization() throws Exception {
        var limits = new KmsLimits(Duration.ofSeconds(5), 2, 1, 2, 1);
        try (var small = new Keyring(kms, time, time, limits)) {
            var keys = List.of(newKey(), newKey(), newKey());
            small.lease(DELIVERY, keys.get(0));
            small.lease(DELIVERY, keys.get(1));
            assertThatThrownBy(() -> small.lease(DELIVERY, keys.get(2)))
                    .isInstanceOf(KeyUnavailableException.Unreachable.class);
            assertThat(kms.decrypts).hasSize(2);
            for (var key : keys) {
                assertThat(small.lease(ALICE, key).live()).isTrue();
            }
            time.pass(Duration.ofSeconds(2));
            assertThat(small.lease(DELIVERY, keys.get(2)).live()).isTrue();
        }
    }

    @Test
    void aReaderGetsThroughWhileJobsHang() throws Exception {
        var limits = new KmsLimits(Duration.ofSeconds(60), 2, 1, 10, 10);
        try (var small = new Keyring(kms, time, time, limits);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = newKey();
            var key = newKey();
            var asked = new Semaphore(0);
            var answer = new CountDownLatch(1);
            kms.meanwhile = () -> {
                asked.release();
                await(answer);
            };
            var first = callers.submit(() -> small.lease(DELIVERY, hanging));
            var second = callers.submit(() -> small.lease(DELIVERY, key));
            asked.acquire();
            kms.meanwhile = () -> {};
            assertThat(small.lease(ALICE, key).live()).isTrue();
            assertThat(second.isDone()).isFalse();
            answer.countDown();
            assertThat(first.get().live()).isTrue();
            assertThat(second.get().live()).isTrue();
        }
    }

    private void assertRefused(WrappedKey key) {
        assertThatThrownBy(() -> keyring.lease(ALICE, key)).isInstanceOf(KeyUnavailableException.Refused.class);
    }

    private static List<Future<KeyLease>> hundred(
            Callable<KeyLease> call, java.util.concurrent.ExecutorService callers) {
        var results = new ArrayList<Future<KeyLease>>();
        for (int i = 0; i < 100; i++) {
            results.add(callers.submit(call));
        }
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
