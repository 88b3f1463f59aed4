package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// How key policy, the caller's own policies and grants work together at the service's face.
class AuthorizationTest {
    private static final String FOREIGN_ALICE = "arn:aws:iam::444455556666:user/alice";

    private final KmsFixture fixture = new KmsFixture();
    private final KmsClient root = fixture.root();
    private final String key = fixture.createKey();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String statement(String effect, String rest) {
        return "{\"Effect\":\"" + effect + "\"," + rest + "}";
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement("Allow", "\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"kms:*\",\"Resource\":\"*\"")
                + "," + String.join(",", statements) + "]}";
    }

    private void put(String... statements) {
        root.putKeyPolicy(request -> request.keyId(key).policy(policy(statements)));
    }

    private static void assertDenied(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KmsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(e.awsErrorDetails().errorMessage()).endsWith(why);
        });
    }

    private KmsClient user(String name) {
        return fixture.kms.as(KmsFixture.user(name));
    }

    private KmsClient foreign(String name) {
        return fixture.kms.as(KmsFixture.foreigner(name));
    }

    @Test
    void theAccountLeavesItToItsUsersPolicies() {
        fixture.people.allow(
                "alice",
                statement("Allow", "\"Action\":\"kms:*crypt\",\"Resource\":\"*\""),
                statement("Deny", "\"Action\":\"kms:Decrypt\",\"Resource\":\"*\""));
        var blob = fixture.encrypt(user("alice"), key, "x", CONTEXT);

        assertDenied(
                () -> user("alice")
                        .decrypt(request ->
                                request.keyId(key).ciphertextBlob(blob).encryptionContext(CONTEXT)),
                "arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Decrypt on resource: " + key
                        + " with an explicit deny in an identity-based policy");
        assertDenied(
                () -> user("alice").describeKey(request -> request.keyId(key)),
                "because no identity-based policy allows the kms:DescribeKey action");
        assertDenied(
                () -> fixture.encrypt(user("bob"), key, "x", CONTEXT),
                "because no identity-based policy allows the kms:Encrypt action");
    }

    @Test
    void whatIsNoKeysIsAllowedByTheUsersOwnPolicy() {
        fixture.people.allow(
                "alice",
                statement("Allow", "\"Action\":[\"kms:ListKeys\",\"kms:CreateKey\"],\"Resource\":\"*\""),
                statement(
                        "Allow",
                        "\"Action\":\"kms:CreateAlias\",\"Resource\":[\"arn:aws:kms:*:*:alias/${aws:username}-*\","
                                + "\"arn:aws:kms:*:*:key/*\"]"),
                statement(
                        "Deny",
                        "\"Action\":\"kms:CreateKey\",\"Resource\":\"*\",\"Condition\":{\"Bool\":"
                                + "{\"kms:BypassPolicyLockoutSafetyCheck\":\"true\"}}"));
        var alice = user("alice");

        assertThat(alice.listKeys().keys()).hasSize(1);
        assertThatCode(() -> alice.createKey()).doesNotThrowAnyException();
        assertThatCode(() -> alice.createAlias(
                        request -> request.aliasName("alias/alice-1").targetKeyId(key)))
                .doesNotThrowAnyException();
        assertDenied(
                () -> alice.createKey(request -> request.bypassPolicyLockoutSafetyCheck(true)),
                "with an explicit deny in an identity-based policy");
        assertDenied(
                () -> alice.createAlias(
                        request -> request.aliasName("alias/bob-1").targetKeyId(key)),
                "because no identity-based policy allows the kms:CreateAlias action");
        assertDenied(() -> alice.listAliases(), "because no identity-based policy allows the kms:ListAliases action");
    }

    @Test
    void anotherAccountNeedsBothPoliciesAndTheKeysArn() throws Exception {
        put(statement(
                "Allow",
                "\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":[\"kms:Encrypt\",\"kms:DisableKey\"],"
                        + "\"Resource\":\"*\""));
        assertDenied(
                () -> fixture.encrypt(foreign("alice"), key, "x", CONTEXT),
                "because no identity-based policy allows the kms:Encrypt action");

        fixture.people.allow("alice", statement("Allow", "\"Action\":\"kms:*\",\"Resource\":\"" + key + "\""));
        fixture.encrypt(foreign("alice"), key, "x", CONTEXT);
        var event = new ObjectMapper().readTree(fixture.lastEvent().json());
        assertThat(event.at("/userIdentity/accountId").asText()).isEqualTo("444455556666");
        assertThat(event.at("/recipientAccountId").asText()).isEqualTo("111122223333");
        assertThat(event.has("sharedEventID")).isTrue();

        assertThatThrownBy(() -> fixture.encrypt(foreign("alice"), key.substring(key.indexOf('/') + 1), "x", CONTEXT))
                .isInstanceOf(NotFoundException.class);
        assertDenied(
                () -> foreign("alice").describeKey(request -> request.keyId(key)),
                "because no resource-based policy allows the kms:DescribeKey action");
        assertDenied(
                () -> foreign("alice").disableKey(request -> request.keyId(key)),
                "because no resource-based policy allows the kms:DisableKey action");
        assertDenied(
                () -> foreign("alice").listKeys(), "because no identity-based policy allows the kms:ListKeys action");
    }

    @Test
    void aGrantToAnotherAccountNeedsItsUsersPolicyToo() {
        root.createGrant(
                request -> request.keyId(key).granteePrincipal(FOREIGN_ALICE).operations(GrantOperation.ENCRYPT));
        assertDenied(
                () -> fixture.encrypt(foreign("alice"), key, "x", CONTEXT),
                "because no identity-based policy allows the kms:Encrypt action");

        fixture.people.allow("alice", statement("Allow", "\"Action\":\"kms:Encrypt\",\"Resource\":\"*\""));
        assertThatCode(() -> fixture.encrypt(foreign("alice"), key, "x", CONTEXT))
                .doesNotThrowAnyException();
    }

    @Test
    void aDenyOfTheGranteesOwnPolicyBeatsTheGrant() {
        root.createGrant(request -> request.keyId(key)
                .granteePrincipal("arn:aws:iam::111122223333:user/alice")
                .operations(GrantOperation.ENCRYPT));
        assertThatCode(() -> fixture.encrypt(user("alice"), key, "x", CONTEXT)).doesNotThrowAnyException();

        fixture.people.allow("alice", statement("Deny", "\"NotAction\":\"kms:List*\",\"Resource\":\"*\""));
        assertDenied(
                () -> fixture.encrypt(user("alice"), key, "x", CONTEXT),
                "with an explicit deny in an identity-based policy");
    }

    @Test
    void retiringCanBeForbiddenAndPassedOnByOwnPoliciesButNotByTheKeyPolicy() {
        put(statement("Deny", "\"Principal\":\"*\",\"Action\":\"kms:RetireGrant\",\"Resource\":\"*\""));
        var first = grantFor("alice");
        assertThatCode(() -> user("alice").retireGrant(request -> request.grantToken(first)))
                .doesNotThrowAnyException();

        var second = grantFor("alice");
        fixture.people.allow("alice", statement("Deny", "\"Action\":\"kms:RetireGrant\",\"Resource\":\"*\""));
        assertDenied(
                () -> user("alice").retireGrant(request -> request.grantToken(second)),
                "with an explicit deny in an identity-based policy");

        fixture.people.allow("bob", statement("Allow", "\"Action\":\"kms:RetireGrant\",\"Resource\":\"*\""));
        assertThatCode(() -> user("bob").retireGrant(request -> request.grantToken(second)))
                .doesNotThrowAnyException();
    }

    private String grantFor(String retiring) {
        return root.createGrant(request -> request.keyId(key)
                        .granteePrincipal(KmsFixture.SERVICE)
                        .retiringPrincipal("arn:aws:iam::111122223333:user/" + retiring)
                        .operations(GrantOperation.DECRYPT))
                .grantToken();
    }

    @Test
    void aPolicyThatNamesSomebodyWhoIsGoneIsRefused() {
        fixture.people.gone("arn:aws:iam::111122223333:user/mallory");
        var names = statement(
                "Allow",
                "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/mallory\"},\"Action\":\"kms:*\","
                        + "\"Resource\":\"*\"");

        for (ThrowingCallable call : java.util.List.<ThrowingCallable>of(
                () -> put(names), () -> root.createKey(request -> request.policy(policy(names))))) {
            assertThatThrownBy(call)
                    .isInstanceOf(MalformedPolicyDocumentException.class)
                    .hasMessageStartingWith("Policy contains a statement with one or more invalid principals.");
        }
    }

    @Test
    void theLockoutCheckSeesTheCallersOwnDenyAndTheAccountsDelegation() {
        var creates = statement("Allow", "\"Action\":[\"kms:CreateKey\",\"kms:PutKeyPolicy\"],\"Resource\":\"*\"");
        fixture.people.allow("alice", creates);
        var delegating =
                policy(statement("Allow", "\"Principal\":\"*\",\"Action\":\"kms:ListGrants\",\"Resource\":\"*\""));
        assertThatCode(() -> user("alice").createKey(request -> request.policy(delegating)))
                .doesNotThrowAnyException();

        fixture.people.allow("alice", creates, statement("Deny", "\"Action\":\"kms:PutKeyPolicy\",\"Resource\":\"*\""));
        assertThatThrownBy(() -> user("alice").createKey(request -> request.policy(delegating)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageStartingWith(
                        "The new key policy will not allow you to update the key policy in the future.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "IpAddress":{"aws:SourceIp":"192.0.2.0/24"}                        | true
            "IpAddress":{"aws:SourceIp":"198.51.100.0/24"}                     | false
            "Bool":{"aws:SecureTransport":"true"}                              | true
            "Bool":{"aws:MultiFactorAuthPresent":"true"}                       | false
            "BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}               | true
            "DateLessThan":{"aws:CurrentTime":"2026-11-24T10:00:01Z"}          | true
            "DateLessThan":{"aws:CurrentTime":"2026-11-24T10:00:00Z"}          | false
            "NumericGreaterThan":{"aws:EpochTime":"1795514399"}                | true
            "StringEquals":{"aws:username":"carol"}                            | true
            "StringEquals":{"aws:PrincipalTag/team":"red"}                     | true
            "StringEquals":{"aws:PrincipalTag/team":"blue"}                    | false
            "ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/car*"}          | true
            "StringEquals":{"aws:RequestedRegion":"eu-west-1"}                 | true
            "StringEquals":{"aws:PrincipalType":"User"}                        | true
            "StringLike":{"aws:userid":"AIDA*"}                                | true
            "StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}   | true
            "Null":{"aws:SourceVpce":"true"}                                   | true
            "Null":{"kms:ViaService":"false"}                                  | false
            "StringEquals":{"kms:KeySpec":"SYMMETRIC_DEFAULT"}                 | true
            "StringEquals":{"kms:KeyUsage":"SIGN_VERIFY"}                      | false
            "StringEquals":{"kms:KeyOrigin":"AWS_KMS"}                         | true
            "StringEquals":{"kms:EncryptionAlgorithm":"SYMMETRIC_DEFAULT"}     | true
            "StringLike":{"aws:UserAgent":"aws-cli/*"}                         | true
            "ForAllValues:StringEquals":{"kms:EncryptionContextKeys":"aws:workmail:arn"} | true
            "ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":"dept"}    | false
            "StringLike":{"kms:EncryptionContext:AWS:workmail:arn":"*:organization/m-*"} | true
            """)
    void everyRequestCarriesItsConditionKeys(String condition, boolean allowed) {
        put(statement(
                "Allow",
                "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/carol\"},\"Action\":\"kms:Encrypt\","
                        + "\"Resource\":\"*\",\"Condition\":{" + condition + "}"));
        fixture.people.tag("carol", "team", "red");
        var origin =
                new Origin("192.0.2.7", "aws-cli/2.9", new Origin.Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256", "kms.test"));
        var signed = KmsFixture.user("carol");
        var carol = fixture.kms.as(new Caller.Signed(signed.principal(), signed.accessKeyId(), origin));

        if (allowed) {
            assertThatCode(() -> fixture.encrypt(carol, key, "x", CONTEXT)).doesNotThrowAnyException();
        } else {
            assertDenied(
                    () -> fixture.encrypt(carol, key, "x", CONTEXT),
                    "because no identity-based policy allows the kms:Encrypt action");
        }
    }

    @Test
    void aUsersPolicyMayGoByTheKeysAliases() {
        fixture.people.allow(
                "alice",
                statement(
                        "Allow",
                        "\"Action\":\"kms:Encrypt\",\"Resource\":\"*\",\"Condition\":"
                                + "{\"ForAnyValue:StringLike\":{\"kms:ResourceAliases\":\"alias/app*\"}}"));
        assertDenied(
                () -> fixture.encrypt(user("alice"), key, "x", CONTEXT),
                "because no identity-based policy allows the kms:Encrypt action");

        root.createAlias(request -> request.aliasName("alias/app1").targetKeyId(key));
        assertThatCode(() -> fixture.encrypt(user("alice"), key, "x", CONTEXT)).doesNotThrowAnyException();
    }
}
