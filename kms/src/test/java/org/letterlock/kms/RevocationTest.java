package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.letterlock.trail.RecordedEvent;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Revocation is linearizable: sixteen threads race it.
class RevocationTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 5;
    private static final int DECRYPTS_BEFORE = 32;

    private final KmsFixture fixture = new KmsFixture();
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void noDecryptThatStartsAfterRevokeGrantReturnedSucceeds() throws Exception {
        race(() -> {
            var grant = fixture.root()
                    .listGrants(request -> request.keyId(key))
                    .grants()
                    .getFirst()
                    .grantId();
            fixture.root().revokeGrant(request -> request.keyId(key).grantId(grant));
        });
    }

    @Test
    void noDecryptThatStartsAfterDisableKeyReturnedSucceeds() throws Exception {
        race(() -> fixture.root().disableKey(request -> request.keyId(key)));
    }

    private void race(Runnable revoke) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            fixture.root().enableKey(request -> request.keyId(key));
            fixture.grantTo(fixture.root(), key, CONTEXT);
            var blob = fixture.encrypt(fixture.service(), key, "x", CONTEXT);
            assertThat(lateSuccesses(blob, revoke)).isZero();
            assertThat(fixture.trail.verify()).isEmpty();
            assertThatNoSuccessFollowsTheRevocationInTheTrail();
        }
    }

    /// How many Decrypts succeeded that started after `revoke` returned.
    private int lateSuccesses(SdkBytes blob, Runnable revoke) throws Exception {
        var revoked = new AtomicBoolean();
        var late = new AtomicInteger();
        var early = new CountDownLatch(DECRYPTS_BEFORE);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> racers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                racers.add(threads.submit(() -> {
                    boolean open = true;
                    while (open) {
                        boolean startedAfter = revoked.get();
                        open = decrypts(blob);
                        early.countDown();
                        if (open && startedAfter) {
                            late.incrementAndGet();
                        }
                    }
                }));
            }
            early.await();
            revoke.run();
            revoked.set(true);
            for (var racer : racers) {
                racer.get();
            }
        }
        return late.get();
    }

    private boolean decrypts(SdkBytes blob) {
        try {
            fixture.decrypt(fixture.service(), blob, CONTEXT);
            return true;
        } catch (KmsException e) {
            return false;
        }
    }

    /// The trail's order is the order of the decisions.
    private void assertThatNoSuccessFollowsTheRevocationInTheTrail() {
        for (RecordedEvent event : fixture.events(10_000)) {
            if (event.name().equals("RevokeGrant") || event.name().equals("DisableKey")) {
                return;
            }
            if (event.name().equals("Decrypt")) {
                assertThat(event.json()).contains("\"errorCode\"");
            }
        }
    }
}
