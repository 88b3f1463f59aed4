package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.crypt.RecordId;
import org.letterlock.store.Kind;
import org.letterlock.store.StoreException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/// What happens when the trail cannot be written, and when what lies on the disk was changed.
class FaultsTest {
    private final FaultyEngine engine = new FaultyEngine();
    private final KmsFixture fixture = new KmsFixture(engine);
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CreateKey", "DisableKey", "CreateGrant", "RevokeGrant", "Encrypt", "Decrypt", "DescribeKey"})
    void aCallThatCannotBeRecordedFailsAndNothingHasHappened(String operation) {
        var root = fixture.root();
        var grant = fixture.grantTo(root, key, CONTEXT);
        var blob = fixture.encrypt(root, key, "x", CONTEXT);
        long events = fixture.trail.size();
        engine.full = true;
        assertThatThrownBy(() -> {
                    switch (operation) {
                        case "CreateKey" -> root.createKey();
                        case "DisableKey" -> root.disableKey(request -> request.keyId(key));
                        case "CreateGrant" ->
                            root.createGrant(request -> request.keyId(key)
                                    .granteePrincipal(KmsFixture.SERVICE)
                                    .operationsWithStrings("Decrypt"));
                        case "RevokeGrant" ->
                            root.revokeGrant(request -> request.keyId(key).grantId(grant));
                        case "Encrypt" -> fixture.encrypt(root, key, "x", CONTEXT);
                        case "Decrypt" -> fixture.decrypt(root, blob, CONTEXT);
                        default -> root.describeKey(request -> request.keyId(key));
                    }
                })
                .isInstanceOfSatisfying(KmsInternalException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(500);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("KMSInternalException");
                });
        engine.full = false;

        assertThat(fixture.trail.size()).isEqualTo(events);
        assertUnchanged(grant, blob);
        fixture.reopen();
        assertUnchanged(grant, blob);
        assertThat(fixture.trail.verify()).isEmpty();
        assertThat(fixture.kms.verify()).isEmpty();
    }

    private void assertUnchanged(String grant, SdkBytes blob) {
        assertThat(fixture.root().listKeys().keys()).hasSize(1);
        assertThat(fixture.root().listGrants(request -> request.keyId(key)).grants())
                .singleElement()
                .satisfies(entry -> assertThat(entry.grantId()).isEqualTo(grant));
        assertThat(fixture.decrypt(fixture.service(), blob, CONTEXT)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KMS_KEY", "KMS_MATERIAL", "KMS_GRANT", "KMS_ALIAS"})
    void aRecordThatWasRemovedOrReplacedIsFoundAtStart(String kind) {
        var root = fixture.root();
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        fixture.grantTo(root, key, CONTEXT);
        engine.lose(EmbeddedKms.PARTITION, Kind.valueOf(kind));

        assertThat(fixture.kms.verify()).singleElement().asString().endsWith("is missing");
        assertThatThrownBy(fixture::reopen).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void verifyFindsNothingWrongInAKmsAtWork() {
        fixture.grantTo(fixture.root(), key, CONTEXT);
        assertThat(fixture.kms.verify()).isEmpty();
    }

    @Test
    void aWrongKmsRootDoesNotOpenTheMaterials() {
        try (var other = org.letterlock.crypt.Secret.random(32)) {
            assertThatThrownBy(() -> EmbeddedKms.open(
                            fixture.partition,
                            fixture.trail,
                            fixture.instance,
                            other,
                            new EmbeddedKms.Settings(KmsFixture.REGION, KmsFixture.ACCOUNT),
                            () -> fixture.now))
                    .isInstanceOf(StoreException.Corrupt.class);
        }
    }

    @Test
    void noRecordHoldsAnythingInTheClear() {
        var root = fixture.root();
        root.createAlias(request -> request.aliasName("alias/canary-alias-name").targetKeyId(key));
        root.createKey(request -> request.description("canary-description"));
        fixture.encrypt(root, key, "canary-plaintext", CONTEXT);
        for (var kind : Kind.values()) {
            fixture.engine.scan(EmbeddedKms.PARTITION, kind, RecordId.of(), null, record -> {
                var stored = new String(record.value().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1)
                        + new String(record.key().id().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(stored)
                        .doesNotContain("canary")
                        .doesNotContain("kms:")
                        .doesNotContain("111122223333");
                return true;
            });
        }
    }
}
