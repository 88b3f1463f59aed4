package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.store.MemoryEngine;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.InvalidAliasNameException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KeysTest {
    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    private String id() {
        return key.substring(key.indexOf('/') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%id", "%arn", "alias/mail", "arn:aws:kms:eu-west-1:111122223333:alias/mail"})
    void cryptographicOperationsTakeEveryFormOfKeyId(String form) {
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        var keyId = form.replace("%id", id()).replace("%arn", key);
        var blob = fixture.encrypt(root, keyId, "x", CONTEXT);

        assertThat(root.decrypt(request ->
                                request.keyId(keyId).ciphertextBlob(blob).encryptionContext(CONTEXT))
                        .keyId())
                .isEqualTo(key);
        assertThat(root.describeKey(request -> request.keyId(keyId))
                        .keyMetadata()
                        .arn())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "%id, OK",
        "%arn, OK",
        "alias/mail, NotFoundException",
        "arn:aws:kms:eu-west-1:111122223333:alias/mail, InvalidArnException",
        "arn:aws:kms:eu-west-1:111122223333:thing/mail, InvalidArnException",
        "arn:aws:s3:::bucket, InvalidArnException",
        "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000, NotFoundException",
        "arn:aws:kms:eu-west-1:444455556666:key/00000000-0000-0000-0000-000000000000, NotFoundException",
        "00000000-0000-0000-0000-000000000000, NotFoundException",
        "nonsense, NotFoundException",
        "'', ValidationException"
    })
    void managementOperationsTakeIdsAndArnsAlone(String form, String expected) {
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        var keyId = form.replace("%id", id()).replace("%arn", key);
        if (expected.equals("OK")) {
            assertThatCode(() -> root.enableKey(request -> request.keyId(keyId)))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> root.enableKey(request -> request.keyId(keyId)))
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(expected));
        }
    }

    @Test
    void unknownKeysAndAliasesAreNotFoundByName() {
        assertThatThrownBy(() -> fixture.encrypt(root, "00000000-0000-0000-0000-000000000000", "x", CONTEXT))
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("Key 'arn:aws:kms:eu-west-1:111122223333:key/"
                        + "00000000-0000-0000-0000-000000000000' does not exist");
        assertThatThrownBy(() -> fixture.encrypt(root, "alias/none", "x", CONTEXT))
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("Alias arn:aws:kms:eu-west-1:111122223333:alias/none is not found.");
    }

    @Test
    void describesAKey() {
        var metadata = root.describeKey(request -> request.keyId(key)).keyMetadata();

        assertThat(metadata.awsAccountId()).isEqualTo(KmsFixture.ACCOUNT);
        assertThat(metadata.keyId()).isEqualTo(id());
        assertThat(metadata.creationDate()).isEqualTo(KmsFixture.START);
        assertThat(metadata.enabled()).isTrue();
        assertThat(metadata.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(metadata.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(metadata.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(metadata.encryptionAlgorithmsAsStrings()).containsExactly("SYMMETRIC_DEFAULT");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, ENCRYPT_DECRYPT",
        "ECC_NIST_P256, SIGN_VERIFY",
        "ECC_NIST_P256, KEY_AGREEMENT",
        "ECC_SECG_P256K1, SIGN_VERIFY",
        "ECC_NIST_EDWARDS25519, SIGN_VERIFY",
        "HMAC_256, GENERATE_VERIFY_MAC"
    })
    void otherKeysDoNotDoWhatSymmetricOnesDo(String spec, String usage) {
        var asymmetric = root.createKey(request -> request.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .arn();
        var metadata = root.describeKey(request -> request.keyId(asymmetric)).keyMetadata();
        assertThat(metadata.keySpecAsString()).isEqualTo(spec);
        assertThat(metadata.keyUsageAsString()).isEqualTo(usage);
        assertThat(metadata.currentKeyMaterialId()).isNull();

        assertThatThrownBy(() -> fixture.encrypt(root, asymmetric, "x", CONTEXT))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertThatThrownBy(() -> root.generateDataKey(
                        request -> request.keyId(asymmetric).numberOfBytes(32)))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertThatThrownBy(() -> fixture.grantTo(root, asymmetric, CONTEXT))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("failed to satisfy constraint");
    }

    @ParameterizedTest
    @CsvSource({
        "HMAC_256, ENCRYPT_DECRYPT, ValidationException",
        "ECC_SECG_P256K1, KEY_AGREEMENT, ValidationException",
        "ECC_NIST_EDWARDS25519, KEY_AGREEMENT, ValidationException",
        "ML_DSA_44, SIGN_VERIFY, UnsupportedOperationException",
        "SM2, SIGN_VERIFY, UnsupportedOperationException",
        "SYMMETRIC_DEFAULT, SIGN_VERIFY, ValidationException",
        "ECC_NIST_P256, ENCRYPT_DECRYPT, ValidationException",
        "RSA_2048, , ValidationException",
        "RSA_2048, KEY_AGREEMENT, ValidationException",
        "NONSENSE, ENCRYPT_DECRYPT, UnsupportedOperationException"
    })
    void refusesKeysOfOtherKinds(String spec, String usage, String code) {
        assertThatThrownBy(() -> root.createKey(request -> request.keySpec(spec).keyUsage(usage)))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void refusesOptionsThatItWouldOtherwiseIgnore() {
        assertThatThrownBy(() -> root.createKey(request -> request.multiRegion(true)))
                .isInstanceOf(software.amazon.awssdk.services.kms.model.UnsupportedOperationException.class);
        assertThatThrownBy(() -> root.createKey(request -> request.origin("EXTERNAL_KEY_STORE")))
                .isInstanceOf(software.amazon.awssdk.services.kms.model.UnsupportedOperationException.class);
        assertThatThrownBy(() -> root.createKey(request -> request.customKeyStoreId("cks-1234567890abcdef0")))
                .isInstanceOf(software.amazon.awssdk.services.kms.model.UnsupportedOperationException.class);
    }

    @Test
    void onlyTheAccountMakesAndListsKeys() {
        var user = fixture.kms.as(KmsFixture.user("carol"));
        assertThatThrownBy(user::createKey)
                .hasMessageStartingWith(
                        "User: arn:aws:iam::111122223333:user/carol is not authorized to perform: "
                                + "kms:CreateKey on resource: * because no identity-based policy allows the kms:CreateKey action");
        assertThatThrownBy(user::listKeys).hasMessageContaining("kms:ListKeys");
        assertThatThrownBy(() -> fixture.service().createKey()).hasMessageContaining("kms:CreateKey");
        try (var forwarded = KmsFixture.forwarded()) {
            assertThatThrownBy(() -> fixture.kms.as(forwarded).createKey()).hasMessageContaining("kms:CreateKey");
        }
    }

    @Test
    void pagesThroughKeys() {
        var all = new ArrayList<String>();
        all.add(key);
        for (int i = 0; i < 6; i++) {
            all.add(fixture.createKey());
        }
        assertThat(root.listKeysPaginator(request -> request.limit(3)).keys().stream()
                        .map(KeyListEntry::keyArn))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThatThrownBy(() -> root.listKeys(request -> request.marker("* *")))
                .isInstanceOf(InvalidMarkerException.class);
        assertThatThrownBy(() -> root.listKeys(request -> request.limit(0))).hasMessageContaining("'limit'");
    }

    @Test
    void aKmsHoldsOnlySoManyKeysAndAliases() {
        try (var small = new KmsFixture(new MemoryEngine(), new Quotas(2, 1, 1))) {
            var first = small.createKey();
            small.createKey();
            assertThatThrownBy(small::createKey).isInstanceOf(LimitExceededException.class);
            small.root().createAlias(request -> request.aliasName("alias/a").targetKeyId(first));
            assertThatThrownBy(() -> small.root()
                            .createAlias(request -> request.aliasName("alias/b").targetKeyId(first)))
                    .isInstanceOf(LimitExceededException.class);
        }
    }

    @Test
    void aliasesAreCreatedMovedListedAndDeleted() {
        var other = fixture.createKey();
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        assertThatThrownBy(() -> root.createAlias(
                        request -> request.aliasName("alias/mail").targetKeyId(other)))
                .isInstanceOf(AlreadyExistsException.class);
        root.updateAlias(request -> request.aliasName("alias/mail").targetKeyId(other));
        assertThat(root.describeKey(request -> request.keyId("alias/mail"))
                        .keyMetadata()
                        .arn())
                .isEqualTo(other);
        assertThat(root.listAliases(request -> request.keyId(key)).aliases()).isEmpty();
        assertThat(root.listAliases().aliases()).singleElement().satisfies(alias -> {
            assertThat(alias.aliasName()).isEqualTo("alias/mail");
            assertThat(other).endsWith(alias.targetKeyId());
        });
        root.deleteAlias(request -> request.aliasName("alias/mail"));
        assertThatThrownBy(() -> root.deleteAlias(request -> request.aliasName("alias/mail")))
                .isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail", "alias/", "alias/a b", "alias/ä", "alias/../x.y"})
    void refusesMalformedAliases(String name) {
        assertThatThrownBy(() ->
                        root.createAlias(request -> request.aliasName(name).targetKeyId(key)))
                .hasMessageContaining("'aliasName' failed to satisfy constraint");
    }

    @Test
    void reservesTheAliasesOfAws() {
        assertThatThrownBy(() -> root.createAlias(
                        request -> request.aliasName("alias/aws/workmail").targetKeyId(key)))
                .isInstanceOf(InvalidAliasNameException.class);
    }

    @Test
    void anAliasMovesOnlyToAKeyOfItsKind() {
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        var rsa = root.createKey(request -> request.keySpec("RSA_2048").keyUsage("ENCRYPT_DECRYPT"))
                .keyMetadata()
                .arn();
        assertThatThrownBy(() -> root.updateAlias(
                        request -> request.aliasName("alias/mail").targetKeyId(rsa)))
                .hasMessageContaining("same type");
    }

    @Test
    void aDeletedKeyIsGoneWithItsAliasesAndGrants() {
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        fixture.grantTo(root, key, CONTEXT);
        root.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        fixture.now = KmsFixture.START.plus(Duration.ofDays(7)).minusMillis(1);
        assertThat(fixture.kms.doDueWork()).isZero();

        fixture.now = KmsFixture.START.plus(Duration.ofDays(7));
        assertThat(fixture.kms.doDueWork()).isEqualTo(1);
        assertThat(fixture.lastEvent().name()).isEqualTo("DeleteKey");
        for (int i = 0; i < 2; i++) {
            var client = fixture.root();
            assertThatThrownBy(() -> client.describeKey(request -> request.keyId(key)))
                    .isInstanceOf(NotFoundException.class);
            assertThat(client.listAliases().aliases()).isEmpty();
            fixture.reopen();
        }
        assertThat(fixture.partition.verify()).isEmpty();
    }

    @Test
    void aCancelledDeletionLeavesTheKeyDisabledAndItsDataReadable() {
        var blob = fixture.encrypt(root, key, "x", CONTEXT);
        root.scheduleKeyDeletion(request -> request.keyId(key));
        root.cancelKeyDeletion(request -> request.keyId(key));
        var metadata = root.describeKey(request -> request.keyId(key)).keyMetadata();
        assertThat(metadata.keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(metadata.deletionDate()).isNull();

        root.enableKey(request -> request.keyId(key));
        assertThat(fixture.decrypt(root, blob, CONTEXT)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 31, 0, -1})
    void refusesOtherWaitingPeriods(int days) {
        assertThatThrownBy(() ->
                        root.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(days)))
                .hasMessageContaining("'pendingWindowInDays'");
    }

    @Test
    void everythingSurvivesARestart() {
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        var disabled = root.createKey(request -> request.description("off"))
                .keyMetadata()
                .arn();
        root.disableKey(request -> request.keyId(disabled));
        var pending = fixture.createKey();
        root.scheduleKeyDeletion(request -> request.keyId(pending).pendingWindowInDays(9));
        fixture.grantTo(root, key, CONTEXT);
        var before = snapshot();
        fixture.reopen();

        assertThat(snapshot()).isEqualTo(before);
    }

    private String snapshot() {
        var client = fixture.root();
        var text = new StringBuilder(client.listAliases().aliases().toString());
        for (var entry : client.listKeys().keys()) {
            text.append(
                    client.describeKey(request -> request.keyId(entry.keyId())).keyMetadata());
            text.append(
                    client.getKeyPolicy(request -> request.keyId(entry.keyId())).policy());
            text.append(
                    client.listGrants(request -> request.keyId(entry.keyId())).grants());
        }
        return text.toString();
    }
}
