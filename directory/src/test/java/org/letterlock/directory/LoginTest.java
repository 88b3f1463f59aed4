package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.keyring.KeyUnavailableException;

/// Logging in, and what guessers can and cannot do.
class LoginTest {
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.";

    private final Instance instance = new Instance();
    private Organization organization;
    private User alice;

    @BeforeEach
    void create() throws Exception {
        organization = instance.example();
        alice = instance.user(organization, "alice@example.test");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void theRightPasswordIsAcceptedAndNoOther() throws Exception {
        assertThat(login("Alice@Example.test", Instance.PASSWORD, HOME))
                .isInstanceOfSatisfying(
                        Login.Accepted.class,
                        accepted -> assertThat(accepted.user()).isEqualTo(alice));
        assertThat(login("alice@example.test", "wrong", HOME)).isInstanceOf(Login.Rejected.class);
        assertThat(login("nobody@example.test", Instance.PASSWORD, HOME)).isInstanceOf(Login.Rejected.class);
        assertThat(login("alice@elsewhere.test", Instance.PASSWORD, HOME)).isInstanceOf(Login.Rejected.class);
        assertThat(login("no address", Instance.PASSWORD, HOME)).isInstanceOf(Login.Rejected.class);
    }

    @Test
    void whileTheKeyIsRefusedNoPasswordIsLookedAtAndNoFailureCounted() throws Exception {
        instance.revoke(organization);
        for (int i = 0; i < 3 * Throttle.FREE_FAILURES; i++) {
            assertThatThrownBy(() -> login("alice@example.test", "wrong", HOME))
                    .isInstanceOf(KeyUnavailableException.Refused.class);
            assertThatThrownBy(() -> login("nobody@example.test", "wrong", HOME))
                    .isInstanceOf(KeyUnavailableException.Refused.class);
        }
        instance.regrant(organization);
        assertThat(login("alice@example.test", Instance.PASSWORD, HOME)).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void aNewPasswordMeansAnotherCredential() throws Exception {
        var before = (Login.Accepted) login("alice@example.test", Instance.PASSWORD, HOME);
        try (var password = Instance.password("another password")) {
            instance.directory.resetPassword(organization.id(), alice.id(), password);
        }
        instance.restart();
        assertThat(login("alice@example.test", Instance.PASSWORD, HOME)).isInstanceOf(Login.Rejected.class);
        var after = (Login.Accepted) login("alice@example.test", "another password", HOME);
        assertThat(after.credential()).isNotEqualTo(before.credential());
        assertThat(after.user()).isEqualTo(alice);
        assertThat(instance.verify()).isEmpty();
    }

    @Test
    void resettingThePasswordOfNobodyIsAnError() {
        try (var password = Instance.password("another password")) {
            assertThatThrownBy(() ->
                            instance.directory.resetPassword(organization.id(), java.util.UUID.randomUUID(), password))
                    .isInstanceOfSatisfying(
                            DirectoryException.class, e -> assertThat(e.code()).isEqualTo("EntityNotFoundException"));
        }
    }

    @Test
    void aGuesserIsSlowedDownAndTheUserElsewhereIsNot() throws Exception {
        for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
            assertThat(login("alice@example.test", "guess " + i, HOME)).isInstanceOf(Login.Rejected.class);
        }
        assertThat(login("alice@example.test", Instance.PASSWORD, HOME)).isInstanceOf(Login.Throttled.class);
        assertThat(login("alice@example.test", Instance.PASSWORD, ELSEWHERE + 1))
                .isInstanceOf(Login.Accepted.class);
        instance.pass(Duration.ofSeconds(1));
        assertThat(login("alice@example.test", Instance.PASSWORD, HOME)).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void aThousandGuessersElsewhereDoNotKeepTheUserOut() throws Exception {
        for (int source = 0; source < 200; source++) {
            for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
                login("alice@example.test", "guess", ELSEWHERE + source);
            }
        }
        assertThat(login("alice@example.test", Instance.PASSWORD, HOME)).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void aSourceThatTriesManyAccountsIsSlowedDownToo() throws Exception {
        for (int i = 0; i < Throttle.SOURCE_FAILURES; i++) {
            assertThat(login("user-" + i + "@example.test", "guess", "2001:db8::" + i))
                    .isInstanceOf(Login.Rejected.class);
        }
        assertThat(login("user@example.test", "guess", "2001:db8::ffff")).isInstanceOf(Login.Throttled.class);
        assertThat(login("user@example.test", "guess", "2001:db8:0:1::1")).isInstanceOf(Login.Rejected.class);
    }

    @Test
    void manyConnectionsOfOneUserMayLogInAtOnce() throws Exception {
        var logins = new ArrayList<Future<Login>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                logins.add(threads.submit(() -> login("alice@example.test", Instance.PASSWORD, HOME)));
            }
            for (var login : logins) {
                assertThat(login.get()).isInstanceOf(Login.Accepted.class);
            }
        }
    }

    @Test
    void guessingManyAtOnceGainsNothing() throws Exception {
        var logins = new ArrayList<Future<Login>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                logins.add(threads.submit(() -> login("alice@example.test", "guess", HOME)));
            }
        }
        long looked = 0;
        for (var login : logins) {
            looked += login.get() instanceof Login.Rejected ? 1 : 0;
        }
        assertThat(looked).isEqualTo(Throttle.FREE_FAILURES);
    }

    private Login login(String email, String text, String source) throws Exception {
        try (var password = Instance.password(text)) {
            return instance.directory.authenticate(email, password, InetAddress.getByName(source));
        }
    }
}
