package org.letterlock.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Secret;
import org.letterlock.directory.Directory;
import org.letterlock.directory.Organization;
import org.letterlock.directory.User;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.keyring.Client;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.keyring.Keyring;
import org.letterlock.kms.EmbeddedKms;
import org.letterlock.mailbox.Mailboxes;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.RecordEngine;
import org.letterlock.trail.Trail;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Doors;
import org.letterlock.wire.Limits;
import org.letterlock.wire.TestCertificate;
import org.letterlock.wire.Wire;

/// Everything that stands behind the doors, as it is, on an engine in memory.
final class House implements AutoCloseable {
    private static final String REGION = "eu-west-1";
    private static final String ACCOUNT = "111122223333";
    private static final String SERVICE = "workmail.eu-west-1.amazonaws.com";
    static final TestCertificate CERTIFICATE = TestCertificate.ec("localhost");

    private final InstantSource clock = InstantSource.system();
    private final RecordEngine engine = new MemoryEngine();
    private final Secret instance = Secret.random(32);
    private final Secret kmsRoot = Secret.random(32);
    private final GuardedPartition partition =
            GuardedPartition.load(engine, instance, Place.INSTANCE, EmbeddedKms.PARTITION);
    private final Trail trail = Trail.open(engine, partition, instance);
    private final EmbeddedKms kms =
            EmbeddedKms.open(partition, trail, instance, kmsRoot, new EmbeddedKms.Settings(REGION, ACCOUNT), clock);
    private final Keyring keyring = new Keyring(kms.as(new Caller.Service(SERVICE)), clock, System::nanoTime);
    final Directory directory =
            new Directory(engine, keyring, instance, new Directory.Settings(REGION, ACCOUNT, SERVICE, "node1"));
    final Mailboxes mailboxes = new Mailboxes(engine, keyring, clock, 64 << 20);
    final Wire wire = Doors.wire();
    final SmtpServer.Settings settings = new SmtpServer.Settings(
            wire,
            "mx.example.test",
            "node1",
            new Limits(50, 50, 2_000, 20 << 20),
            CERTIFICATE.policy(),
            new Budget(100 << 20),
            clock);

    private static Caller.Signed administrator() {
        return new Caller.Signed(new Principal.Root(ACCOUNT), "AKIAIOSFODNN7EXAMPLE", Origin.IN_PROCESS);
    }

    Organization organization(String alias, String domain) throws Exception {
        var forwarded = new Caller.Forwarded(administrator(), new Principal.Service(SERVICE));
        return directory.createOrganization(kms.as(forwarded), alias, domain, null);
    }

    User user(Organization organization, String email, String password) throws Exception {
        try (Secret secret = Secret.take(password.getBytes(StandardCharsets.UTF_8))) {
            return directory.createUser(organization.id(), email, "", secret, key -> {
                try {
                    mailboxes.create(key, Client.job("node1", "creation"));
                } catch (Refused e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    void revoke(Organization organization) {
        kms.as(administrator())
                .revokeGrant(request -> request.keyId(organization.cmkArn()).grantId(organization.grantId()));
    }

    /// The letters in INBOX, one char a byte.
    List<String> letters(User user) throws KeyUnavailableException, Refused, IOException {
        List<String> letters = new ArrayList<>();
        try (var mailbox = mailboxes.open(user.mailbox(), Client.job("node1", "reader"))) {
            var view = mailbox.view("INBOX");
            for (long uid : view.uids()) {
                try (var content = mailbox.content(view.folder().id(), uid)) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    content.read(0, content.length(), bytes::write);
                    letters.add(bytes.toString(StandardCharsets.ISO_8859_1));
                }
            }
        }
        return letters;
    }

    @Override
    public void close() {
        wire.close();
        mailboxes.close();
        directory.close();
        keyring.close();
        kms.close();
        trail.close();
        partition.close();
        engine.close();
        instance.close();
        kmsRoot.close();
    }
}
