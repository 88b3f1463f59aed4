package org.letterlock.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.letterlock.keyring.KeyUnavailableException;

/// Users, their addresses and their mailboxes.
class UserTest {
    private final Instance instance = new Instance();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aUserHasAMailboxThatItsAddressLeadsTo() throws Exception {
        var organization = instance.example();
        var alice = instance.user(organization, "Alice@Example.test");
        assertThat(alice.email()).isEqualTo("alice@example.test");
        assertThat(instance.made).containsExactly(alice.mailbox());
        assertThat(alice.mailbox().cmkArn()).isEqualTo(organization.cmkArn());
        instance.restart();
        assertThat(instance.directory.recipient("ALICE@example.TEST")).contains(new Recipient(alice.mailbox()));
        assertThat(instance.directory.recipient("bob@example.test")).isEmpty();
        assertThat(instance.directory.recipient("alice@elsewhere.test")).isEmpty();
        assertThat(instance.directory.users(organization.id())).containsExactly(alice);
        assertThat(instance.directory.mailboxes()).containsExactly(alice.mailbox());
        assertThat(instance.verify()).isEmpty();
    }

    @Test
    void recipientsAreKnownAndUsersAreNotWhileTheKeyIsRefused() throws Exception {
        var organization = instance.example();
        var alice = instance.user(organization, "alice@example.test");
        instance.revoke(organization);
        assertThat(instance.directory.recipient("alice@example.test")).isPresent();
        assertThat(instance.directory.recipient("nobody@example.test")).isEmpty();
        assertThat(instance.directory.isLocalDomain("example.test")).isTrue();
        assertThat(instance.directory.mailboxes()).containsExactly(alice.mailbox());
        assertThatThrownBy(() -> instance.directory.users(organization.id()))
                .isInstanceOf(KeyUnavailableException.Refused.class);
        assertThatThrownBy(() -> instance.user(organization, "bob@example.test"))
                .isInstanceOf(KeyUnavailableException.Refused.class);
        assertThat(instance.directory.recipient("bob@example.test")).isEmpty();
        assertThat(instance.verify()).singleElement().asString().contains("closed");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/addresses.csv", numLinesToSkip = 1)
    void addressesAreNormalized(String text, String normalized) {
        assertThat(EmailAddress.parse(text).map(EmailAddress::text))
                .isEqualTo(normalized.equals("-") ? Optional.empty() : Optional.of(normalized));
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        var organization = instance.example();
        instance.user(organization, "alice@example.test");
        assertRefused("EmailAddressInUseException", () -> instance.user(organization, "ALICE@example.test"));
        assertRefused("MailDomainNotFoundException", () -> instance.user(organization, "alice@elsewhere.test"));
        assertRefused("InvalidParameterException", () -> instance.user(organization, "no address"));
        assertRefused("InvalidPasswordException", () -> create(organization.id(), "Bob", "1234567"));
        assertRefused("InvalidPasswordException", () -> create(organization.id(), "Bob", "x".repeat(257)));
        assertRefused("InvalidParameterException", () -> create(organization.id(), "Bob\n", "12345678"));
        assertRefused("InvalidParameterException", () -> create(organization.id(), "B".repeat(257), "12345678"));
        assertRefused("OrganizationNotFoundException", () -> create(UUID.randomUUID(), "Bob", "12345678"));
        assertThat(instance.made).hasSize(1);
        assertThat(instance.verify()).isEmpty();
        create(organization.id(), "Bob", "12345678");
    }

    @Test
    void aMailboxThatCannotBeMadeLeavesNothing() throws Exception {
        var organization = instance.example();
        try (var password = Instance.password(Instance.PASSWORD)) {
            assertThatThrownBy(() -> instance.directory.createUser(
                            organization.id(), "alice@example.test", "Alice", password, key -> {
                                throw new DirectoryException("LimitExceededException", "on purpose");
                            }))
                    .isInstanceOf(DirectoryException.class);
        }
        assertThat(instance.directory.recipient("alice@example.test")).isEmpty();
        assertThat(instance.verify()).isEmpty();
        instance.user(organization, "alice@example.test");
    }

    @Test
    void ofFiftyThatWantAnAddressExactlyOneGetsIt() throws Exception {
        var organization = instance.example();
        var start = new CountDownLatch(1);
        var taken = new AtomicInteger();
        var users = new ArrayList<User>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<User>>();
            for (int i = 0; i < 50; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return instance.user(organization, "alice@example.test");
                }));
            }
            start.countDown();
            for (var result : results) {
                try {
                    users.add(result.get());
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    DirectoryException.class,
                                    refused -> assertThat(refused.code()).isEqualTo("EmailAddressInUseException"));
                    taken.incrementAndGet();
                }
            }
        }
        assertThat(users).hasSize(1);
        assertThat(taken).hasValue(49);
        assertThat(instance.directory.users(organization.id())).isEqualTo(users);
        assertThat(instance.directory.recipient("alice@example.test"))
                .contains(new Recipient(users.getFirst().mailbox()));
        instance.restart();
        assertThat(instance.verify()).isEmpty();
    }

    @Test
    void aUserMaySendAsItself() throws Exception {
        var alice = instance.user(instance.example(), "alice@example.test");
        assertThat(instance.directory.mayUseAddress(alice, "Alice@EXAMPLE.test"))
                .isTrue();
        assertThat(instance.directory.mayUseAddress(alice, "bob@example.test")).isFalse();
        assertThat(instance.directory.mayUseAddress(alice, "")).isFalse();
    }

    private void create(UUID organization, String name, String text) throws Exception {
        try (var password = Instance.password(text)) {
            instance.directory.createUser(organization, "bob@example.test", name, password, instance.made::add);
        }
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DirectoryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
