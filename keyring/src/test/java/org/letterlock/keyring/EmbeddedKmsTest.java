package org.letterlock.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.letterlock.crypt.Place;
import org.letterlock.crypt.Secret;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import org.letterlock.iam.Principal;
import org.letterlock.kms.EmbeddedKms;
import org.letterlock.store.GuardedPartition;
import org.letterlock.store.MemoryEngine;
import org.letterlock.trail.Trail;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/// Keys under a real KMS: nothing but the organization's own grant lets the service use them
/// (DP-19, DP-20).
class EmbeddedKmsTest {
    private static final String ACCOUNT = "111122223333";
    private static final String SERVICE = "workmail.eu-west-1.amazonaws.com";
    private static final Client ALICE = new Client("node-1", "alice", "credential-1", "imap");
    private static final Caller.Signed ADMINISTRATOR =
            new Caller.Signed(new Principal.Root(ACCOUNT), "AKIAIOSFODNN7EXAMPLE", Origin.IN_PROCESS);

    private final FakeTime time = new FakeTime();
    private final MemoryEngine engine = new MemoryEngine();
    private final Secret instance = Secret.random(32);
    private final Secret root = Secret.random(32);
    private final GuardedPartition partition = GuardedPartition.load(engine, instance, Place.INSTANCE, new UUID(0, 1));
    private final Trail trail = Trail.open(engine, partition, instance);
    private final EmbeddedKms kms =
            EmbeddedKms.open(partition, trail, instance, root, new EmbeddedKms.Settings("eu-west-1", ACCOUNT), time);
    private final KmsClient administrator = kms.as(ADMINISTRATOR);
    private final KmsClient forwarded = kms.as(new Caller.Forwarded(ADMINISTRATOR, new Principal.Service(SERVICE)));
    private final Keyring keyring = new Keyring(kms.as(new Caller.Service(SERVICE)), time, time);

    @AfterEach
    void close() {
        keyring.close();
        kms.close();
        trail.close();
        partition.close();
        instance.close();
        root.close();
    }

    @Test
    void ofTwoOrganizationsOnOneCmkRevokingOneClosesExactlyThatOne() throws Exception {
        var cmk = forwarded
                .describeKey(r -> r.keyId("alias/aws/workmail"))
                .keyMetadata()
                .arn();
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        var grant = grant(one, cmk).create(forwarded);
        grant(two, cmk).create(forwarded);
        var keyOne = keyring.create(one, arn(one), cmk, one);
        var keyTwo = keyring.create(two, arn(two), cmk, two);
        var lease = keyring.lease(ALICE, keyOne);
        administrator.revokeGrant(r -> r.keyId(cmk).grantId(grant));
        assertThat(lease.live()).isTrue();
        time.pass(Duration.ofSeconds(60));
        assertThatThrownBy(() -> keyring.lease(ALICE, keyOne)).isInstanceOf(KeyUnavailableException.Refused.class);
        assertThat(keyring.lease(ALICE, keyTwo).live()).isTrue();
        grant(one, cmk).create(forwarded);
        time.pass(Duration.ofSeconds(2));
        assertThat(keyring.lease(ALICE, keyOne).live()).isTrue();
    }

    @Test
    void withoutAGrantNothingCanBeEncrypted() {
        var cmk = forwarded
                .describeKey(r -> r.keyId("alias/aws/workmail"))
                .keyMetadata()
                .arn();
        var one = UUID.randomUUID();
        assertThatThrownBy(() -> keyring.create(one, arn(one), cmk, one))
                .isInstanceOf(KeyUnavailableException.Refused.class);
    }

    @Test
    void theGrantIsOneHoweverOftenItIsMadeAndTheServiceMayRetireIt() throws Exception {
        var cmk = administrator.createKey().keyMetadata().arn();
        var one = UUID.randomUUID();
        var id = grant(one, cmk).create(forwarded);
        assertThat(grant(one, cmk).create(forwarded)).isEqualTo(id);
        keyring.retire(cmk, id);
        assertThat(administrator.listGrants(r -> r.keyId(cmk)).grants()).isEmpty();
        assertThatThrownBy(() -> keyring.retire(cmk, id)).isInstanceOf(KeyUnavailableException.Refused.class);
    }

    @Test
    void exchangedBlobsAreRefusedThoughTheKmsOpensThem() throws Exception {
        var cmk = administrator.createKey().keyMetadata().arn();
        var foreignCmk = administrator.createKey().keyMetadata().arn();
        var one = UUID.randomUUID();
        grant(one, cmk).create(forwarded);
        grant(one, foreignCmk).create(forwarded);
        var victim = keyring.create(one, arn(one), cmk, UUID.randomUUID());
        var empty = keyring.create(one, arn(one), cmk, UUID.randomUUID());
        var foreign = keyring.create(one, arn(one), foreignCmk, victim.owner());
        for (var blob : new byte[][] {empty.blob(), foreign.blob()}) {
            var exchanged = new WrappedKey(one, arn(one), cmk, victim.owner(), victim.generation(), blob);
            assertThatThrownBy(() -> keyring.lease(ALICE, exchanged))
                    .isInstanceOf(KeyUnavailableException.Foreign.class);
        }
    }

    @Test
    void aDisabledKeyIsRefusedAndAnotherOrganizationsContextOpensNothing() throws Exception {
        var cmk = administrator.createKey().keyMetadata().arn();
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        grant(one, cmk).create(forwarded);
        grant(two, cmk).create(forwarded);
        var key = keyring.create(one, arn(one), cmk, one);
        var stolen = new WrappedKey(two, arn(two), cmk, one, key.generation(), key.blob());
        assertThatThrownBy(() -> keyring.lease(ALICE, stolen)).isInstanceOf(KeyUnavailableException.class);
        administrator.disableKey(r -> r.keyId(cmk));
        assertThatThrownBy(() -> keyring.lease(ALICE, key)).isInstanceOf(KeyUnavailableException.Refused.class);
        assertThatThrownBy(() -> grant(one, cmk).create(forwarded)).isInstanceOf(KmsException.class);
    }

    private static ServiceGrant grant(UUID organization, String cmk) {
        return new ServiceGrant(SERVICE, name(organization), arn(organization), cmk);
    }

    private static String arn(UUID organization) {
        return "arn:aws:workmail:eu-west-1:111122223333:organization/" + name(organization);
    }

    private static String name(UUID organization) {
        return "m-" + organization.toString().replace("-", "");
    }
}
