package org.letterlock.smtp;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Login;
import org.letterlock.directory.Recipient;
import org.letterlock.directory.User;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.StoreException;

/// Directory and mailboxes of two organizations, in memory: `example.test` with alice, bob and carol,
/// `other.test` with dora. Passwords are the user's name. A mailbox can be made to fail.
final class FakeMail implements Accounts, Inboxes {
    enum Failure {
        KEY_REFUSED,
        KEY_LOST_IN_BETWEEN,
        OVER_QUOTA,
        DISK_FULL,
        DAMAGED
    }

    private static final UUID EXAMPLE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final Map<String, WrappedKey> addresses = new ConcurrentHashMap<>();
    private final Map<UUID, List<String>> delivered = new ConcurrentHashMap<>();
    private final Map<UUID, Failure> failures = new ConcurrentHashMap<>();
    private volatile boolean organizationKeyRefused;
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    FakeMail() {
        for (String name : List.of("alice", "bob", "carol")) {
            add(name + "@example.test", EXAMPLE);
        }
        add("dora@other.test", OTHER);
        alias("al@example.test", "alice@example.test");
        alias("\"odd name\"@example.test", "alice@example.test");
        alias("postmaster@mx.example.test", "bob@example.test");
    }

    private void add(String address, UUID organization) {
        WrappedKey key = new WrappedKey(organization, "arn", "cmk", UUID.randomUUID(), 1, new byte[] {1});
        addresses.put(address, key);
        delivered.put(key.owner(), new ArrayList<>());
    }

    void alias(String alias, String address) {
        addresses.put(alias, key(address));
    }

    private WrappedKey key(String address) {
        WrappedKey key = addresses.get(address);
        if (key == null) {
            throw new AssertionError("no " + address);
        }
        return key;
    }

    void fail(String address, @Nullable Failure failure) {
        if (failure == null) {
            failures.remove(key(address).owner());
        } else {
            failures.put(key(address).owner(), failure);
        }
    }

    void refuseOrganizationKey() {
        organizationKeyRefused = true;
    }

    /// The letters in a mailbox, one char a byte.
    List<String> letters(String address) {
        List<String> letters = delivered.getOrDefault(key(address).owner(), List.of());
        synchronized (letters) {
            return List.copyOf(letters);
        }
    }

    @Override
    public boolean isLocalDomain(String domain) {
        return domain.equals("example.test") || domain.equals("other.test");
    }

    @Override
    public Optional<Recipient> recipient(String address) {
        if (address.startsWith("broken@")) {
            throw new StoreException("the disk is gone", new IllegalStateException());
        }
        return Optional.ofNullable(addresses.get(address)).map(Recipient::new);
    }

    @Override
    public Login authenticate(String email, Secret password, InetAddress source) throws KeyUnavailableException {
        if (organizationKeyRefused) {
            throw new KeyUnavailableException.Refused("refused", null);
        }
        if (email.startsWith("broken@")) {
            throw new StoreException("the disk is gone", new IllegalStateException());
        }
        if (email.startsWith("slow@")) {
            return new Login.Throttled(Duration.ofSeconds(30));
        }
        String given = password.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
        WrappedKey key = addresses.get(email);
        return key != null && email.startsWith(given + "@")
                ? new Login.Accepted(new User(UUID.randomUUID(), key.organization(), email, given, key), "password")
                : new Login.Rejected();
    }

    @Override
    public Inbox open(WrappedKey mailbox) throws KeyUnavailableException {
        if (failures.get(mailbox.owner()) == Failure.KEY_REFUSED) {
            throw new KeyUnavailableException.Refused("refused", null);
        }
        opened.incrementAndGet();
        return new FakeInbox(mailbox.owner());
    }

    private final class FakeInbox implements Inbox {
        private final UUID mailbox;

        FakeInbox(UUID mailbox) {
            this.mailbox = mailbox;
        }

        @Override
        public void append(byte[] message, long epochSecond) throws KeyUnavailableException, Refused {
            Failure failure = failures.get(mailbox);
            if (failure != null) {
                switch (failure) {
                    case KEY_REFUSED, KEY_LOST_IN_BETWEEN ->
                        throw new KeyUnavailableException.Unreachable("unreachable", null);
                    case OVER_QUOTA -> throw new Refused(Refused.Code.OVERQUOTA, "over quota");
                    case DISK_FULL -> throw new StoreException.Full("full", new IllegalStateException());
                    case DAMAGED -> throw new Refused(Refused.Code.CORRUPTION, "damaged");
                }
            }
            List<String> letters = delivered.getOrDefault(mailbox, new ArrayList<>());
            synchronized (letters) {
                letters.add(new String(message, StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
