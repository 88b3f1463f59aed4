package org.letterlock.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.letterlock.crypt.Argon2id;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Secret;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.keyring.Keyring;
import org.letterlock.keyring.WrappedKey;
import org.letterlock.kms.EmbeddedKms;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.RecordEngine;
import org.letterlock.trail.Query;
import org.letterlock.trail.Trail;
import software.amazon.awssdk.services.kms.KmsClient;

/// A directory with a real KMS below it, on an engine of its own, cheap passwords, and clocks that
/// stand still. The directory can be opened anew on another view of its engine.
final class Instance implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String SERVICE = "workmail.eu-west-1.amazonaws.com";
    static final Directory.Settings SETTINGS = new Directory.Settings("eu-west-1", ACCOUNT, SERVICE, "node-1");
    static final String PASSWORD = "correct horse battery";

    private static final Caller.Signed ADMINISTRATOR =
            new Caller.Signed(new Principal.Root(ACCOUNT), "AKIAIOSFODNN7EXAMPLE", Origin.IN_PROCESS);

    final RecordEngine engine = new MemoryEngine();
    final List<WrappedKey> made = Collections.synchronizedList(new ArrayList<>());
    final AtomicLong nanos = new AtomicLong();

    private final Secret instance = secret(1);
    private final Secret root = secret(2);
    private final RecordEngine kmsEngine = new MemoryEngine();
    private final GuardedPartition partition =
            GuardedPartition.load(kmsEngine, instance, Place.INSTANCE, new UUID(0, 1));
    private final InstantSource clock = () -> Instant.EPOCH.plusNanos(nanos.get());
    private final Trail trail = Trail.open(kmsEngine, partition, instance);
    private final EmbeddedKms kms =
            EmbeddedKms.open(partition, trail, instance, root, new EmbeddedKms.Settings("eu-west-1", ACCOUNT), clock);
    private final Keyring keyring = new Keyring(kms.as(new Caller.Service(SERVICE)), clock, nanos::get);

    Directory directory = open(engine);

    static Secret secret(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Secret.take(bytes);
    }

    static Secret password(String text) {
        return Secret.take(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Directory open(RecordEngine view) {
        return new Directory(view, keyring, instance, SETTINGS, new Argon2id(new Argon2id.Costs(8, 1, 1)), nanos::get);
    }

    /// As after a crash: whatever the old directory was about to do, a new one begins with what the
    /// engine holds.
    void restart() {
        restart(engine);
    }

    void restart(RecordEngine view) {
        directory.close();
        directory = open(view);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// The KMS as the account's root, asking through the mail service.
    KmsClient forwarded() {
        return kms.as(new Caller.Forwarded(ADMINISTRATOR, new Principal.Service(SERVICE)));
    }

    /// The KMS as the account's root, asking directly.
    KmsClient administrator() {
        return kms.as(ADMINISTRATOR);
    }

    Organization example() throws Exception {
        return directory.createOrganization(forwarded(), "example", "example.test", null);
    }

    User user(Organization organization, String email) throws Exception {
        try (var secret = password(PASSWORD)) {
            return directory.createUser(organization.id(), email, "Some Body", secret, made::add);
        }
    }

    /// What is wrong, and "closed" for each organization that could not be looked into.
    List<String> verify() {
        var found = new ArrayList<String>();
        found.addAll(directory.verify(closed -> found.add("closed")));
        return found;
    }

    void revoke(Organization organization) {
        administrator().revokeGrant(r -> r.keyId(organization.cmkArn()).grantId(organization.grantId()));
        pass(Duration.ofSeconds(60));
    }

    void regrant(Organization organization) throws Exception {
        directory.grant(forwarded(), organization.id());
        pass(Duration.ofSeconds(2));
    }

    /// The names of the KMS calls so far, oldest first.
    List<String> calls() {
        return trail.lookUp(Query.newest(50)).events().reversed().stream()
                .map(event -> event.name())
                .toList();
    }

    List<String> grants(String cmkArn) {
        return administrator().listGrants(r -> r.keyId(cmkArn)).grants().stream()
                .map(grant -> grant.name())
                .toList();
    }

    @Override
    public void close() {
        directory.close();
        keyring.close();
        kms.close();
        trail.close();
        partition.close();
        instance.close();
        root.close();
    }
}
