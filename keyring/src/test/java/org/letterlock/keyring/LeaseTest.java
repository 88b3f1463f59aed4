package org.letterlock.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/// DP-12: a mailbox key is cached for each client for up to one minute, and not a moment longer.
class LeaseTest extends KeyringFixture {
    @Test
    void aClientCausesOneDecryptInSixtySecondsWhateverItDoes() throws Exception {
        var key = newKey();
        var first = keyring.lease(ALICE, key);
        for (int i = 0; i < 59; i++) {
            time.pass(Duration.ofSeconds(1));
            var lease = keyring.lease(ALICE, key);
            assertThat(lease).isSameAs(first);
            try (var messageKey = MessageKey.random()) {
                lease.unwrap(place(key), lease.wrap(place(key), messageKey)).close();
            }
        }
        assertThat(kms.decrypts).hasSize(1);
    }

    @Test
    void usingALeaseDoesNotProlongIt() throws Exception {
        var key = newKey();
        var first = keyring.lease(ALICE, key);
        time.pass(Duration.ofSeconds(59));
        first.sealer(Purpose.LOG);
        time.pass(Duration.ofSeconds(1));
        assertThatThrownBy(first::check).isInstanceOf(KeyUnavailableException.Expired.class);
        assertThat(keyring.lease(ALICE, key)).isNotSameAs(first);
        assertThat(kms.decrypts).hasSize(2);
    }

    @Test
    void everyOpenAfterTheMinuteFailsWhileTheKmsIsDown() throws Exception {
        var key = newKey();
        var lease = keyring.lease(ALICE, key);
        var wrapped = lease.wrap(place(key), MessageKey.random());
        kms.failure = KmsInternalException.builder().build();
        time.pass(Duration.ofSeconds(59));
        lease.unwrap(place(key), wrapped).close();
        time.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 120; i++) {
            assertThatThrownBy(() -> lease.unwrap(place(key), wrapped))
                    .isInstanceOf(KeyUnavailableException.Expired.class);
            assertThatThrownBy(() -> keyring.lease(ALICE, key)).isInstanceOf(KeyUnavailableException.Unreachable.class);
            time.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void differentClientsHaveDifferentLeases() throws Exception {
        var key = newKey();
        var lease = keyring.lease(ALICE, key);
        assertThat(keyring.lease(new Client("node-1", "alice", "credential-2", "imap"), key))
                .isNotSameAs(lease);
        assertThat(keyring.lease(new Client("node-1", "alice", "credential-1", "submission"), key))
                .isNotSameAs(lease);
        assertThat(keyring.lease(DELIVERY, key)).isNotSameAs(lease);
        assertThat(kms.decrypts).hasSize(4);
        assertThat(keyring.liveLeases()).isEqualTo(4);
    }

    /// The first column moves both clocks, the second then sets the wall clock alone.
    @ParameterizedTest
    @CsvSource({
        "PT59.999S, PT0S,   true",
        "PT60S,     PT0S,   false",
        "PT30S,     PT1S,   true",
        "PT30S,     PT-1S,  true",
        "PT1S,      PT3S,   false",
        "PT1S,      PT59S,  false",
        "PT30S,     PT-29S, false",
        "PT30S,     PT-24H, false",
        "PT1S,      PT24H,  false"
    })
    void theMinuteIsOverByEitherClockAndWhenTheyDisagree(Duration both, Duration wall, boolean live) throws Exception {
        var lease = keyring.lease(ALICE, newKey());
        time.pass(both);
        time.set(wall);
        assertThat(lease.live()).isEqualTo(live);
    }

    @Test
    void theMonotonicClockAloneEndsALease() throws Exception {
        var lease = keyring.lease(ALICE, newKey());
        time.passMonotonic(Duration.ofSeconds(60));
        assertThat(lease.live()).isFalse();
    }

    @Test
    void aLeaseThatWasOnceOverStaysOverWhenTheClockIsSetBack() throws Exception {
        var lease = keyring.lease(ALICE, newKey());
        time.set(Duration.ofHours(1));
        assertThat(lease.live()).isFalse();
        time.set(Duration.ofHours(-1));
        assertThat(lease.live()).isFalse();
    }

    @Test
    void theMinuteBeginsWhenTheRequestIsSent() throws Exception {
        var key = newKey();
        kms.meanwhile = () -> time.pass(Duration.ofSeconds(59));
        var lease = keyring.lease(ALICE, key);
        assertThat(lease.live()).isTrue();
        time.pass(Duration.ofSeconds(1));
        assertThat(lease.live()).isFalse();
    }

    @Test
    void anAnswerAfterTheMinuteIsNoLease() throws Exception {
        var key = newKey();
        kms.meanwhile = () -> time.pass(Duration.ofSeconds(60));
        assertThatThrownBy(() -> keyring.lease(ALICE, key)).isInstanceOf(KeyUnavailableException.Unreachable.class);
    }

    @Test
    void sealersAreDerivedOnceALeaseAndClosedWithIt() throws Exception {
        var key = newKey();
        var lease = keyring.lease(ALICE, key);
        var sealer = lease.sealer(Purpose.LOG);
        assertThat(lease.sealer(Purpose.LOG)).isSameAs(sealer);
        var sealed = sealer.seal(place(key), "x".getBytes(StandardCharsets.UTF_8));
        time.pass(Duration.ofSeconds(60));
        keyring.tick();
        assertThatThrownBy(() -> sealer.open(place(key), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eachPurposeOwnerAndLeaseHasTheKeyItShould() throws Exception {
        var key = newKey();
        var sealed = keyring.lease(ALICE, key).sealer(Purpose.LOG).seal(place(key), new byte[] {1});
        assertThat(keyring.lease(DELIVERY, key).sealer(Purpose.LOG).open(place(key), sealed))
                .isEqualTo(new byte[] {1});
        assertThatThrownBy(() -> keyring.lease(ALICE, key).sealer(Purpose.PAGE).open(place(key), sealed))
                .isInstanceOf(org.letterlock.crypt.TamperedException.class);
        assertThatThrownBy(
                        () -> keyring.lease(ALICE, newKey()).sealer(Purpose.LOG).open(place(key), sealed))
                .isInstanceOf(org.letterlock.crypt.TamperedException.class);
    }

    @Test
    void whatHangsOnALeaseIsToldOnceAndPromptlyEvenIfOneOfThemFails() throws Exception {
        var lease = keyring.lease(ALICE, newKey());
        var ended = new CountDownLatch(2);
        lease.onEnd(ended::countDown);
        lease.onEnd(() -> {
            throw new IllegalStateException("on purpose");
        });
        lease.onEnd(ended::countDown);
        time.pass(Duration.ofSeconds(60));
        // No tick: the keyring's own thread has to find out.
        ended.await();
        var late = new AtomicInteger();
        lease.onEnd(late::incrementAndGet);
        assertThat(late).hasValue(1);
        assertThat(keyring.liveLeases()).isZero();
    }

    @Test
    void aReplacedLeaseIsWipedToo() throws Exception {
        var key = newKey();
        var lease = keyring.lease(ALICE, key);
        var ended = new CountDownLatch(1);
        lease.onEnd(ended::countDown);
        time.pass(Duration.ofSeconds(60));
        keyring.lease(ALICE, key);
        ended.await();
    }

    @Test
    void closingTheKeyringWipesAllLeasesAndLeasesNoMore() throws Exception {
        var key = newKey();
        var lease = keyring.lease(ALICE, key);
        var ended = new CountDownLatch(1);
        lease.onEnd(ended::countDown);
        keyring.close();
        assertThat(ended.getCount()).isZero();
        assertThat(lease.live()).isFalse();
        assertThatThrownBy(() -> lease.sealer(Purpose.WRAP)).isInstanceOf(KeyUnavailableException.Expired.class);
        assertThatThrownBy(() -> keyring.lease(ALICE, key)).isInstanceOf(KeyUnavailableException.Unreachable.class);
    }

    @Test
    void theRequestCarriesTheContextOfTheOrganizationAndNothingElse() throws Exception {
        var key = newKey();
        keyring.lease(ALICE, key);
        assertThat(kms.encrypts).singleElement().satisfies(request -> {
            assertThat(request.encryptionContext()).isEqualTo(Map.of("aws:workmail:arn", ARN));
            assertThat(request.keyId()).isEqualTo(FakeKms.CMK);
        });
        assertThat(kms.decrypts).singleElement().satisfies(request -> {
            assertThat(request.encryptionContext()).isEqualTo(Map.of("aws:workmail:arn", ARN));
            assertThat(request.keyId()).isNull();
        });
    }
}
