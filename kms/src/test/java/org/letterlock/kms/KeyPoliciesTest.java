package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.iam.Caller;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;

/// Key policies: the lockout check, and the AWS-managed key's policy (DP-18).
class KeyPoliciesTest {
    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String policy(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static final String ACCOUNT =
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    private static final String CAROL_USES =
            "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/carol\"},"
                    + "\"Action\":[\"kms:Encrypt\",\"kms:Decrypt\"],\"Resource\":\"*\"%s}";

    private static void assertDenied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void givesAUserWhatItSaysAndNothingElse() {
        root.putKeyPolicy(request -> request.keyId(key).policy(policy(ACCOUNT + "," + CAROL_USES.formatted(""))));
        var carol = fixture.kms.as(KmsFixture.user("carol"));
        var blob = fixture.encrypt(carol, key, "x", CONTEXT);

        assertThat(fixture.decrypt(carol, blob, CONTEXT)).isEqualTo("x");
        assertDenied(() -> carol.describeKey(request -> request.keyId(key)));
        assertDenied(() -> fixture.decrypt(fixture.kms.as(KmsFixture.user("dave")), blob, CONTEXT));
    }

    @Test
    void limitsByEncryptionContextAndAlias() {
        root.createAlias(request -> request.aliasName("alias/mail").targetKeyId(key));
        var condition = ",\"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:dept\":\"IT\","
                + "\"kms:RequestAlias\":\"alias/mail\"}}";
        root.putKeyPolicy(
                request -> request.keyId(key).policy(policy(ACCOUNT + "," + CAROL_USES.formatted(condition))));
        var carol = fixture.kms.as(KmsFixture.user("carol"));

        assertThatCode(() -> fixture.encrypt(carol, "alias/mail", "x", Map.of("dept", "IT")))
                .doesNotThrowAnyException();
        assertDenied(() -> fixture.encrypt(carol, "alias/mail", "x", Map.of("dept", "HR")));
        assertDenied(() -> fixture.encrypt(carol, key, "x", Map.of("dept", "IT")));
        assertDenied(() -> fixture.encrypt(carol, "alias/mail", "x", Map.of("dept", "IT", "DEPT", "HR")));
    }

    @Test
    void aPolicyTakesEffectBeforePutReturnsAndAfterARestart() {
        root.putKeyPolicy(request -> request.keyId(key).policy(policy(ACCOUNT + "," + CAROL_USES.formatted(""))));
        var blob = fixture.encrypt(root, key, "x", CONTEXT);
        root.putKeyPolicy(request -> request.keyId(key).policy(policy(ACCOUNT)));
        assertDenied(() -> fixture.decrypt(fixture.kms.as(KmsFixture.user("carol")), blob, CONTEXT));

        fixture.reopen();
        assertThat(fixture.root().getKeyPolicy(request -> request.keyId(key)).policy())
                .isEqualTo(policy(ACCOUNT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"kms:Get*\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"kms:*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:PutKeyPolicy\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"kms:ViaService\":\"workmail.eu-west-1.amazonaws.com\"}}}"
            })
    void refusesAPolicyThatLocksItsAuthorOut(String statements) {
        var before = root.getKeyPolicy(request -> request.keyId(key)).policy();
        assertThatThrownBy(() -> root.putKeyPolicy(request -> request.keyId(key).policy(policy(statements))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageStartingWith(
                        "The new key policy will not allow you to update the key policy in the future.");
        assertThatThrownBy(() -> root.createKey(request -> request.policy(policy(statements))))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThat(root.getKeyPolicy(request -> request.keyId(key)).policy()).isEqualTo(before);

        assertThatCode(() -> root.putKeyPolicy(
                        request -> request.keyId(key).policy(policy(statements)).bypassPolicyLockoutSafetyCheck(true)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesMalformedAndOversizedPolicies() {
        assertThatThrownBy(() -> root.putKeyPolicy(request -> request.keyId(key).policy("{}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() ->
                        root.putKeyPolicy(request -> request.keyId(key).policy(policy(ACCOUNT) + " ".repeat(32_768))))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> root.putKeyPolicy(request -> request.keyId(key)
                        .policy(policy(
                                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::1:user/x\"},\"Action\":\"kms:*\","
                                        + "\"Resource\":\"*\"}"))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageStartingWith("Policy contains a statement with one or more invalid principals.");
    }

    @Test
    void theOnlyPolicyIsCalledDefault() {
        assertThat(root.listKeyPolicies(request -> request.keyId(key)).policyNames())
                .containsExactly("default");
        assertThatThrownBy(() -> root.getKeyPolicy(request -> request.keyId(key).policyName("other")))
                .isInstanceOf(software.amazon.awssdk.services.kms.model.NotFoundException.class);
    }

    private String managed() {
        return root.describeKey(request -> request.keyId("alias/aws/workmail"))
                .keyMetadata()
                .arn();
    }

    @Test
    void theManagedKeyHasExactlyThePolicyOfTheReference() throws Exception {
        var managed = managed();
        var json = new ObjectMapper();
        try (var in = KeyPoliciesTest.class.getResourceAsStream("key-policy-aws-managed.json")) {
            var expected = json.readTree(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("us-east-1", "eu-west-1"));
            assertThat(json.readTree(
                            root.getKeyPolicy(request -> request.keyId(managed)).policy()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void thereIsOneManagedKeyAndItStays() {
        var managed = managed();
        assertThat(managed()).isEqualTo(managed);
        fixture.reopen();
        assertThat(fixture.root()
                        .describeKey(request -> request.keyId(managed))
                        .keyMetadata()
                        .description())
                .startsWith("Default key");
        assertThat(fixture.root()
                        .describeKey(request -> request.keyId("arn:aws:kms:eu-west-1:111122223333:alias/aws/workmail"))
                        .keyMetadata()
                        .arn())
                .isEqualTo(managed);
    }

    @Test
    void whoMayNotDescribeTheManagedKeyDoesNotMakeItEither() {
        assertDenied(() -> fixture.service().describeKey(request -> request.keyId("alias/aws/workmail")));
        assertThat(root.listAliases().aliases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PutKeyPolicy",
        "DisableKey",
        "EnableKey",
        "ScheduleKeyDeletion",
        "CancelKeyDeletion",
        "UpdateAlias",
        "DeleteAlias",
        "CreateAlias",
        "CreateGrant",
        "Encrypt",
        "GenerateDataKey",
        "RetireGrant"
    })
    void nobodyChangesOrDirectlyUsesTheManagedKey(String operation) {
        var managed = managed();
        Runnable call = () -> {
            switch (operation) {
                case "PutKeyPolicy" ->
                    root.putKeyPolicy(request -> request.keyId(managed).policy(policy(ACCOUNT)));
                case "DisableKey" -> root.disableKey(request -> request.keyId(managed));
                case "EnableKey" -> root.enableKey(request -> request.keyId(managed));
                case "ScheduleKeyDeletion" -> root.scheduleKeyDeletion(request -> request.keyId(managed));
                case "CancelKeyDeletion" -> root.cancelKeyDeletion(request -> request.keyId(managed));
                case "UpdateAlias" ->
                    root.updateAlias(
                            request -> request.aliasName("alias/aws/workmail").targetKeyId(key));
                case "DeleteAlias" -> root.deleteAlias(request -> request.aliasName("alias/aws/workmail"));
                case "CreateAlias" ->
                    root.createAlias(request -> request.aliasName("alias/mine").targetKeyId(managed));
                case "CreateGrant" -> fixture.grantTo(root, managed, CONTEXT);
                case "Encrypt" -> fixture.encrypt(root, managed, "x", CONTEXT);
                case "GenerateDataKey" ->
                    root.generateDataKey(request -> request.keyId(managed).numberOfBytes(32));
                case "RetireGrant" -> {
                    try (var forwarded = KmsFixture.forwarded()) {
                        var grant = fixture.grantTo(fixture.kms.as(forwarded), managed, CONTEXT);
                        fixture.kms
                                .as(forwarded)
                                .retireGrant(request -> request.keyId(managed).grantId(grant));
                    }
                }
                default -> throw new IllegalArgumentException(operation);
            }
        };
        assertDenied(call);
    }

    @Test
    void theAccountViewsAndRevokesTheGrantsOfTheManagedKey() {
        var managed = managed();
        try (var forwarded = KmsFixture.forwarded()) {
            var id = fixture.grantTo(fixture.kms.as(forwarded), managed, CONTEXT);
            assertThat(root.listGrants(request -> request.keyId(managed)).grants())
                    .hasSize(1);
            root.revokeGrant(request -> request.keyId(managed).grantId(id));
        }
        assertThat(root.listGrants(request -> request.keyId(managed)).grants()).isEmpty();
    }

    @Test
    void aForwardedCallerDoesTwoThingsAndOnlyWhileItsRequestLasts() {
        var managed = managed();
        Caller.Forwarded forwarded = KmsFixture.forwarded();
        var through = fixture.kms.as(forwarded);
        assertThatCode(() -> through.describeKey(request -> request.keyId(managed)))
                .doesNotThrowAnyException();
        assertThatCode(() -> fixture.grantTo(through, managed, CONTEXT)).doesNotThrowAnyException();
        assertDenied(() -> fixture.encrypt(through, managed, "x", CONTEXT));
        assertDenied(() -> fixture.encrypt(through, key, "x", CONTEXT));

        forwarded.close();
        assertDenied(() -> through.describeKey(request -> request.keyId(managed)));
        assertDenied(() -> fixture.grantTo(through, managed, CONTEXT));
    }
}
