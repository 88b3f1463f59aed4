package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.crypt.Secret;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.Outcome;
import org.letterlock.store.RecordEngine;
import org.letterlock.store.StoreException;
import org.letterlock.store.StoredRecord;

/// Unique values: whoever comes first has them, until they are given back.
class ClaimsTest {
    private final Secret root = Secret.random(32);
    private final InstanceKey key = new InstanceKey(root);
    private final RecordEngine engine = new MemoryEngine();
    private final Claims claims = new Claims(engine, key);
    private final Claim one = new Claim(UUID.randomUUID(), UUID.randomUUID());
    private final Claim two = new Claim(UUID.randomUUID(), UUID.randomUUID());

    @AfterEach
    void close() {
        key.close();
        root.close();
    }

    @Test
    void aValueIsHeldUntilItsHolderGivesItBack() {
        var index = key.domain("example.test");
        assertThat(claims.find(index)).isEmpty();
        assertThat(claims.take(index, one)).isTrue();
        assertThat(claims.take(index, one)).isTrue();
        assertThat(claims.take(index, two)).isFalse();
        claims.free(index, two.holder());
        assertThat(claims.find(index)).contains(one);
        claims.free(index, one.holder());
        claims.free(index, one.holder());
        assertThat(claims.find(index)).isEmpty();
        assertThat(claims.take(index, two)).isTrue();
        claims.check(index);
    }

    @Test
    void theSameWordIsAnotherValueAsAliasAsDomainAndInEachOrganization() {
        var address = EmailAddress.parse("alice@example.test").orElseThrow();
        assertThat(key.alias("example.test")).isNotEqualTo(key.domain("example.test"));
        assertThat(key.address(one.organization(), address)).isNotEqualTo(key.address(two.organization(), address));
    }

    @Test
    void ofFiftyOneWins() throws Exception {
        var index = key.alias("example");
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                var claim = new Claim(UUID.randomUUID(), UUID.randomUUID());
                results.add(threads.submit(() -> {
                    start.await();
                    return claims.take(index, claim);
                }));
            }
            start.countDown();
        }
        assertThat(results).filteredOn(Future::resultNow).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUncertainCommitIsLookedAtBeforeAnybodyIsAnswered(boolean committed) {
        var index = key.alias("example");
        assertThat(new Claims(uncertainOnce(committed), key).take(index, one)).isTrue();
        assertThat(claims.find(index)).contains(one);
        new Claims(uncertainOnce(committed), key).free(index, one.holder());
        assertThat(claims.find(index)).isEmpty();
    }

    @Test
    void aClaimOfBeforeItWasFreedShows() {
        var index = key.alias("example");
        claims.take(index, one);
        var before = new ArrayList<StoredRecord>();
        TamperedEngine.all(engine).forEach((name, value) -> before.add(new StoredRecord(name, value)));
        claims.free(index, one.holder());
        engine.stage(before);
        assertThatThrownBy(() -> claims.check(index)).isInstanceOf(StoreException.Corrupt.class);
    }

    /// An engine that does not know what became of its first submit.
    private RecordEngine uncertainOnce(boolean committed) {
        var first = new AtomicBoolean(true);
        return (RecordEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RecordEngine.class}, (proxy, method, arguments) -> {
                    boolean uncertain = method.getName().equals("submit") && first.getAndSet(false);
                    try {
                        if (!uncertain || committed) {
                            var result = method.invoke(engine, arguments);
                            return uncertain ? new Outcome.Uncertain(new TimeoutException()) : result;
                        }
                        return new Outcome.Uncertain(new TimeoutException());
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
