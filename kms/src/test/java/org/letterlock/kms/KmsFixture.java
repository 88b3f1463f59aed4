package org.letterlock.kms;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Secret;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.RecordEngine;
import org.letterlock.trail.Query;
import org.letterlock.trail.RecordedEvent;
import org.letterlock.trail.Trail;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// A KMS on an engine, with the callers that tests need. Can be reopened on what the engine holds.
final class KmsFixture implements AutoCloseable {
    static final String REGION = "eu-west-1";
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String SERVICE = "workmail.eu-west-1.amazonaws.com";
    static final String ORGANIZATION =
            "arn:aws:workmail:eu-west-1:111122223333:organization/m-0123456789abcdef0123456789abcdef";
    static final Map<String, String> CONTEXT = Map.of("aws:workmail:arn", ORGANIZATION);
    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    final RecordEngine engine;
    final People people = new People();
    final Secret instance = Secret.take(filled((byte) 1));
    final Secret root;
    volatile Instant now = START;
    GuardedPartition partition;
    Trail trail;
    EmbeddedKms kms;

    KmsFixture() {
        this(new MemoryEngine(), Quotas.DEFAULT);
    }

    KmsFixture(RecordEngine engine) {
        this(engine, Quotas.DEFAULT);
    }

    KmsFixture(RecordEngine engine, Quotas quotas) {
        this(engine, quotas, (byte) 2);
    }

    /// @param rootByte what the KMS root consists of
    KmsFixture(RecordEngine engine, Quotas quotas, byte rootByte) {
        this.engine = engine;
        this.root = Secret.take(filled(rootByte));
        InstantSource clock = () -> now;
        this.partition = GuardedPartition.load(engine, instance, Place.INSTANCE, EmbeddedKms.PARTITION);
        this.trail = Trail.open(engine, partition, instance);
        this.kms = open(quotas, clock);
    }

    private EmbeddedKms open(Quotas quotas, InstantSource clock) {
        return EmbeddedKms.open(
                partition,
                trail,
                instance,
                root,
                new EmbeddedKms.Settings(REGION, ACCOUNT, SERVICE, quotas),
                people,
                clock);
    }

    void reopen() {
        kms.close();
        trail.close();
        partition.close();
        partition = GuardedPartition.load(engine, instance, Place.INSTANCE, EmbeddedKms.PARTITION);
        trail = Trail.open(engine, partition, instance);
        kms = open(Quotas.DEFAULT, () -> now);
    }

    static byte[] filled(byte value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, value);
        return bytes;
    }

    static Caller.Signed rootCaller() {
        return new Caller.Signed(
                new Principal.Root(ACCOUNT), "AKIAIOSFODNN7EXAMPLE", new Origin("192.0.2.7", "aws-cli/2.9", null));
    }

    static Caller.Signed user(String name) {
        return new Caller.Signed(
                new Principal.User(ACCOUNT, "AIDA" + "0".repeat(17), "/", name),
                "AKIAI44QH8DHBEXAMPLE",
                Origin.IN_PROCESS);
    }

    static Caller.Signed foreigner(String name) {
        return new Caller.Signed(
                new Principal.User(OTHER_ACCOUNT, "AIDA" + "1".repeat(17), "/", name),
                "AKIAI44QH8DHBFOREIGN",
                Origin.IN_PROCESS);
    }

    /// The account's root, asking through the mail service.
    static Caller.Forwarded forwarded() {
        return new Caller.Forwarded(rootCaller(), new Principal.Service(SERVICE));
    }

    KmsClient root() {
        return kms.as(rootCaller());
    }

    /// The mail service, asking for itself.
    KmsClient service() {
        return kms.as(new Caller.Service(SERVICE));
    }

    String createKey() {
        return root().createKey().keyMetadata().arn();
    }

    /// The grant that the mail service asks for at an organization's creation; returns its id.
    String grantTo(KmsClient client, String keyArn, Map<String, String> context) {
        var organization = context.values().iterator().next();
        return client.createGrant(request -> request.keyId(keyArn)
                        .granteePrincipal(SERVICE)
                        .name(organization.substring(organization.indexOf('/') + 1))
                        .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                        .constraints(constraints -> constraints.encryptionContextEquals(context)))
                .grantId();
    }

    static SdkBytes bytes(String text) {
        return SdkBytes.fromUtf8String(text);
    }

    SdkBytes encrypt(KmsClient client, String key, String text, Map<String, String> context) {
        return client.encrypt(
                        request -> request.keyId(key).plaintext(bytes(text)).encryptionContext(context))
                .ciphertextBlob();
    }

    String decrypt(KmsClient client, SdkBytes blob, Map<String, String> context) {
        return client.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(context))
                .plaintext()
                .asUtf8String();
    }

    List<RecordedEvent> events(int count) {
        return trail.lookUp(Query.newest(count)).events();
    }

    RecordedEvent lastEvent() {
        return events(1).getFirst();
    }

    @Override
    public void close() {
        kms.close();
        trail.close();
        partition.close();
        instance.close();
        root.close();
    }
}
