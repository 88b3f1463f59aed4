package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;
import static org.letterlock.kms.KmsFixture.START;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ConflictException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

class RotationTest {
    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    private String current() {
        return fixture.root()
                .describeKey(request -> request.keyId(key))
                .keyMetadata()
                .currentKeyMaterialId();
    }

    private void passDays(int days) {
        fixture.now = fixture.now.plus(Duration.ofDays(days));
    }

    @Test
    void onDemandNewMaterialEncryptsAndOldMaterialStillDecrypts() {
        var blobs = new ArrayList<SdkBytes>();
        var materials = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            blobs.add(fixture.encrypt(root, key, "text " + i, CONTEXT));
            materials.add(current());
            root.rotateKeyOnDemand(request -> request.keyId(key));
        }
        assertThat(materials).doesNotHaveDuplicates();
        for (int restart = 0; restart < 2; restart++) {
            for (int i = 0; i < 4; i++) {
                var blob = blobs.get(i);
                var answer = fixture.root()
                        .decrypt(request -> request.ciphertextBlob(blob).encryptionContext(CONTEXT));
                assertThat(answer.plaintext().asUtf8String()).isEqualTo("text " + i);
                assertThat(answer.keyMaterialId()).isEqualTo(materials.get(i));
            }
            fixture.reopen();
        }
        assertThat(fixture.kms.verify()).isEmpty();
    }

    @Test
    void rotatesAutomaticallyOnItsPeriod() throws Exception {
        root.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90));
        var status = root.getKeyRotationStatus(request -> request.keyId(key));
        assertThat(status.keyRotationEnabled()).isTrue();
        assertThat(status.rotationPeriodInDays()).isEqualTo(90);
        assertThat(status.nextRotationDate()).isEqualTo(START.plus(Duration.ofDays(90)));
        var first = current();
        var blob = fixture.encrypt(root, key, "x", CONTEXT);

        passDays(89);
        assertThat(fixture.kms.doDueWork()).isZero();
        passDays(1);
        assertThat(fixture.kms.doDueWork()).isEqualTo(1);
        assertThat(fixture.kms.doDueWork()).isZero();
        assertThat(current()).isNotEqualTo(first);
        assertThat(fixture.decrypt(root, blob, CONTEXT)).isEqualTo("x");
        assertThat(root.getKeyRotationStatus(request -> request.keyId(key)).nextRotationDate())
                .isEqualTo(START.plus(Duration.ofDays(180)));

        var event = new ObjectMapper()
                .readTree(fixture.trail.lookUp(org.letterlock.trail.Query.newest(100)).events().stream()
                        .filter(each -> each.name().equals("RotateKey"))
                        .findFirst()
                        .orElseThrow()
                        .json());
        assertThat(event.at("/eventType").asText()).isEqualTo("AwsServiceEvent");
        assertThat(event.at("/serviceEventDetails/rotationType").asText()).isEqualTo("AUTOMATIC");
        assertThat(event.at("/serviceEventDetails/previousKeyMaterialId").asText())
                .isEqualTo(first);
        assertThat(event.at("/serviceEventDetails/currentKeyMaterialId").asText())
                .isEqualTo(current());
        assertThat(event.at("/resources/0/ARN").asText()).isEqualTo(key);
        assertThat(event.has("additionalEventData")).isFalse();
    }

    @Test
    void aDisabledKeyCatchesUpAndOneThatIsPendingDeletionDoesNotRotate() {
        root.enableKeyRotation(request -> request.keyId(key));
        var first = current();
        root.disableKey(request -> request.keyId(key));
        passDays(400);
        assertThat(fixture.kms.doDueWork()).isZero();
        assertThat(root.getKeyRotationStatus(request -> request.keyId(key)).keyRotationEnabled())
                .isTrue();

        root.enableKey(request -> request.keyId(key));
        assertThat(fixture.kms.doDueWork()).isEqualTo(1);
        assertThat(current()).isNotEqualTo(first);

        root.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(30));
        assertThat(root.getKeyRotationStatus(request -> request.keyId(key)).keyRotationEnabled())
                .isFalse();
        root.cancelKeyDeletion(request -> request.keyId(key));
        assertThat(root.getKeyRotationStatus(request -> request.keyId(key)).keyRotationEnabled())
                .isTrue();
    }

    @Test
    void whatIsSwitchedOffStaysOff() {
        root.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(100));
        root.disableKeyRotation(request -> request.keyId(key));
        fixture.reopen();
        var status = fixture.root().getKeyRotationStatus(request -> request.keyId(key));
        assertThat(status.keyRotationEnabled()).isFalse();
        assertThat(status.nextRotationDate()).isNull();
        passDays(3_000);
        assertThat(fixture.kms.doDueWork()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 89, 2_561, -1})
    void refusesOtherPeriods(int days) {
        assertThatThrownBy(() ->
                        root.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(days)))
                .hasMessageContaining("'rotationPeriodInDays'");
    }

    @Test
    void listsRotationsAndOnRequestTheFirstMaterial() {
        var first = current();
        passDays(1);
        root.rotateKeyOnDemand(request -> request.keyId(key));
        root.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90));
        passDays(90);
        fixture.kms.doDueWork();

        var rotations = root.listKeyRotations(request -> request.keyId(key)).rotations();
        assertThat(rotations)
                .extracting(RotationsListEntry::rotationTypeAsString)
                .containsExactly("ON_DEMAND", "AUTOMATIC");
        assertThat(rotations.getFirst().rotationDate()).isEqualTo(START.plus(Duration.ofDays(1)));
        assertThat(rotations.getLast().keyMaterialId()).isEqualTo(current());
        var all = root.listKeyRotations(request -> request.keyId(key).includeKeyMaterial("ALL_KEY_MATERIAL"))
                .rotations();
        assertThat(all)
                .extracting(RotationsListEntry::keyMaterialStateAsString)
                .containsExactly("NON_CURRENT", "NON_CURRENT", "CURRENT");
        assertThat(all.getFirst().keyMaterialId()).isEqualTo(first);
        assertThat(all.getFirst().rotationDate()).isNull();
        assertThat(root.listKeyRotationsPaginator(request -> request.keyId(key)
                                .includeKeyMaterial("ALL_KEY_MATERIAL")
                                .limit(2))
                        .rotations())
                .hasSize(3);
    }

    @Test
    void onDemandOnlySoOftenAndNotWhileTheAutomaticOneIsNear() {
        root.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90));
        fixture.now = START.plus(Duration.ofDays(90)).minus(Duration.ofMinutes(20));
        assertThatThrownBy(() -> root.rotateKeyOnDemand(request -> request.keyId(key)))
                .isInstanceOf(ConflictException.class);
        fixture.now = fixture.now.minusSeconds(1);
        for (int i = 0; i < 25; i++) {
            root.rotateKeyOnDemand(request -> request.keyId(key));
        }
        assertThatThrownBy(() -> root.rotateKeyOnDemand(request -> request.keyId(key)))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void otherKindsOfKeysDoNotRotate() {
        var mac = root.createKey(request -> request.keySpec("HMAC_256").keyUsage("GENERATE_VERIFY_MAC"))
                .keyMetadata()
                .arn();
        assertThatThrownBy(() -> root.enableKeyRotation(request -> request.keyId(mac)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> root.rotateKeyOnDemand(request -> request.keyId(mac)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> root.getKeyRotationStatus(request -> request.keyId(mac)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> root.listKeyRotations(request -> request.keyId(mac)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theManagedKeyRotatesEveryYear() {
        var managed =
                root.describeKey(request -> request.keyId("alias/aws/workmail")).keyMetadata();
        assertThat(root.getKeyRotationStatus(request -> request.keyId(managed.arn()))
                        .keyRotationEnabled())
                .isTrue();
        passDays(365);
        assertThat(fixture.kms.doDueWork()).isEqualTo(1);
        assertThat(root.describeKey(request -> request.keyId(managed.arn()))
                        .keyMetadata()
                        .currentKeyMaterialId())
                .isNotEqualTo(managed.currentKeyMaterialId());
    }

    @Test
    void aDeletedKeyTakesAllItsMaterialsWithIt() {
        root.rotateKeyOnDemand(request -> request.keyId(key));
        root.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        passDays(7);
        assertThat(fixture.kms.doDueWork()).isEqualTo(1);
        assertThat(fixture.partition.list(org.letterlock.store.Kind.KMS_MATERIAL))
                .isEmpty();
        fixture.reopen();
        assertThat(fixture.kms.verify()).isEmpty();
    }
}
