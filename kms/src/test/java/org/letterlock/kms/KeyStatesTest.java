package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;

/// What every operation does with a key in every state.
class KeyStatesTest {
    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = fixture.createKey();
    private final String other = fixture.createKey();
    private final SdkBytes blob = fixture.encrypt(root, key, "x", CONTEXT);
    private final String grant = fixture.grantTo(root, key, CONTEXT);

    KeyStatesTest() {
        root.createAlias(request -> request.aliasName("alias/one").targetKeyId(key));
        root.createAlias(request -> request.aliasName("alias/other").targetKeyId(other));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "key-states.csv", delimiter = '|')
    void answersAsTheTableSays(String operation, String enabled, String disabled, String pending) {
        check(operation, enabled);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "key-states.csv", delimiter = '|')
    void answersForADisabledKey(String operation, String enabled, String disabled, String pending) {
        root.disableKey(request -> request.keyId(key));
        check(operation, disabled);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "key-states.csv", delimiter = '|')
    void answersForAKeyThatIsPendingDeletion(String operation, String enabled, String disabled, String pending) {
        root.scheduleKeyDeletion(request -> request.keyId(key));
        check(operation, pending);
    }

    private void check(String operation, String expected) {
        long before = fixture.trail.size();
        switch (expected) {
            case "OK" -> assertThatCode(() -> call(operation)).doesNotThrowAnyException();
            case "disabled" ->
                assertThatThrownBy(() -> call(operation))
                        .isInstanceOf(DisabledException.class)
                        .hasMessageStartingWith(key + " is disabled.");
            case "pending" ->
                assertThatThrownBy(() -> call(operation))
                        .isInstanceOf(KmsInvalidStateException.class)
                        .hasMessageStartingWith(key + " is pending deletion.");
            case "not pending" ->
                assertThatThrownBy(() -> call(operation))
                        .isInstanceOf(KmsInvalidStateException.class)
                        .hasMessageStartingWith(key + " is not pending deletion.");
            default -> throw new IllegalArgumentException(expected);
        }
        assertThat(fixture.trail.size()).isEqualTo(before + 1);
        var event = fixture.lastEvent();
        assertThat(event.name()).isEqualTo(operation.replaceAll(" .*", ""));
        assertThat(event.json().contains("\"errorCode\"")).isEqualTo(!expected.equals("OK"));
    }

    private void call(String operation) {
        switch (operation) {
            case "Encrypt" -> fixture.encrypt(root, key, "x", CONTEXT);
            case "Decrypt" -> fixture.decrypt(root, blob, CONTEXT);
            case "GenerateDataKey" ->
                root.generateDataKey(request -> request.keyId(key).keySpec("AES_256"));
            case "GenerateDataKeyWithoutPlaintext" ->
                root.generateDataKeyWithoutPlaintext(
                        request -> request.keyId(key).numberOfBytes(64));
            case "CreateGrant" ->
                root.createGrant(request ->
                        request.keyId(key).granteePrincipal(KmsFixture.SERVICE).operations(GrantOperation.DECRYPT));
            case "CancelKeyDeletion" -> root.cancelKeyDeletion(request -> request.keyId(key));
            case "CreateAlias" ->
                root.createAlias(request -> request.aliasName("alias/two").targetKeyId(key));
            case "UpdateAlias to it" ->
                root.updateAlias(request -> request.aliasName("alias/other").targetKeyId(key));
            case "UpdateAlias from it" ->
                root.updateAlias(request -> request.aliasName("alias/one").targetKeyId(other));
            case "DeleteAlias" -> root.deleteAlias(request -> request.aliasName("alias/one"));
            default -> callWithKeyAlone(operation);
        }
    }

    private void callWithKeyAlone(String operation) {
        switch (operation) {
            case "DescribeKey" -> root.describeKey(request -> request.keyId(key));
            case "GetKeyPolicy" -> root.getKeyPolicy(request -> request.keyId(key));
            case "PutKeyPolicy" -> {
                var policy = KeyPolicies.standard(new Arns(KmsFixture.REGION, KmsFixture.ACCOUNT));
                root.putKeyPolicy(request -> request.keyId(key).policy(policy));
            }
            case "ListGrants" -> root.listGrants(request -> request.keyId(key));
            case "ListAliases" -> root.listAliases(request -> request.keyId(key));
            case "ListKeyPolicies" -> root.listKeyPolicies(request -> request.keyId(key));
            case "RetireGrant" -> root.retireGrant(request -> request.keyId(key).grantId(grant));
            case "RevokeGrant" -> root.revokeGrant(request -> request.keyId(key).grantId(grant));
            case "EnableKey" -> root.enableKey(request -> request.keyId(key));
            case "DisableKey" -> root.disableKey(request -> request.keyId(key));
            case "ScheduleKeyDeletion" -> root.scheduleKeyDeletion(request -> request.keyId(key));
            default -> throw new IllegalArgumentException(operation);
        }
    }
}
