package org.letterlock.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.letterlock.kms.KmsFixture.CONTEXT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.letterlock.iam.Caller;
import org.letterlock.iam.Origin;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

class KmsEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final KmsFixture fixture = new KmsFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private JsonNode last() throws JsonProcessingException {
        return JSON.readTree(fixture.lastEvent().json());
    }

    private static String names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return String.join(" ", names);
    }

    @Test
    void aSignedCallHasTheModernShape() throws Exception {
        var key = fixture.createKey();
        var caller = KmsFixture.rootCaller();
        var origin =
                new Origin("192.0.2.7", "aws-cli/2.9", new Origin.Tls("TLSv1.3", "TLS_AES_128_GCM_SHA256", "kms.test"));
        var signed = fixture.kms.as(new Caller.Signed(caller.principal(), caller.accessKeyId(), origin));
        var answer = signed.encrypt(request -> request.keyId(key).plaintext(KmsFixture.bytes("x")));
        var event = last();

        assertThat(names(event))
                .isEqualTo(
                        "eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent "
                                + "requestParameters responseElements requestID eventID readOnly resources eventType "
                                + "managementEvent recipientAccountId eventCategory tlsDetails");
        assertThat(event.get("userIdentity").toString())
                .isEqualTo("{\"type\":\"Root\",\"principalId\":\"111122223333\","
                        + "\"arn\":\"arn:aws:iam::111122223333:root\",\"accountId\":\"111122223333\","
                        + "\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}");
        assertThat(event.get("requestParameters").toString())
                .isEqualTo("{\"keyId\":\"" + key + "\",\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}");
        assertThat(event.get("requestID").asText())
                .isEqualTo(answer.responseMetadata().requestId());
    }

    @Test
    void aForwardedCallNamesWhoAskedAndThroughWhat() throws Exception {
        try (var forwarded = KmsFixture.forwarded()) {
            fixture.kms.as(forwarded).describeKey(request -> request.keyId("alias/aws/workmail"));
        }
        var event = last();
        assertThat(event.at("/userIdentity/type").asText()).isEqualTo("Root");
        assertThat(event.at("/userIdentity/invokedBy").asText()).isEqualTo(KmsFixture.SERVICE);
        assertThat(event.at("/sourceIPAddress").asText()).isEqualTo(KmsFixture.SERVICE);
        assertThat(event.at("/requestParameters/keyId").asText()).isEqualTo("alias/aws/workmail");
    }

    @Test
    void theMakingOfTheManagedKeyIsAnEventOfItsOwn() throws Exception {
        fixture.root().describeKey(request -> request.keyId("alias/aws/workmail"));
        var events = fixture.events(2);

        assertThat(events.getFirst().name()).isEqualTo("DescribeKey");
        var made = JSON.readTree(events.getLast().json());
        assertThat(made.at("/eventName").asText()).isEqualTo("CreateKey");
        assertThat(made.at("/eventType").asText()).isEqualTo("AwsServiceEvent");
        assertThat(made.at("/userIdentity").toString())
                .isEqualTo("{\"accountId\":\"111122223333\",\"invokedBy\":\"AWS Internal\"}");
        assertThat(made.has("requestID")).isFalse();
    }

    @Test
    void aDeniedCallTellsNoParameters() throws Exception {
        var key = fixture.createKey();
        assertThatThrownBy(() -> fixture.encrypt(fixture.kms.as(KmsFixture.user("carol")), key, "x", CONTEXT))
                .isInstanceOf(KmsException.class);
        var event = last();

        assertThat(event.get("errorCode").asText()).isEqualTo("AccessDenied");
        assertThat(event.get("errorMessage").asText())
                .isEqualTo("User: arn:aws:iam::111122223333:user/carol is not authorized to perform: kms:Encrypt on "
                        + "resource: " + key + " because no identity-based policy allows the kms:Encrypt action");
        assertThat(event.get("requestParameters").isNull()).isTrue();
        assertThat(event.get("responseElements").isNull()).isTrue();
        assertThat(event.at("/userIdentity/userName").asText()).isEqualTo("carol");
    }

    @Test
    void aRefusedCallTellsItsParametersAndTheExceptionsName() throws Exception {
        var key = fixture.createKey();
        fixture.root().disableKey(request -> request.keyId(key));
        assertThatThrownBy(() -> fixture.encrypt(fixture.root(), key, "x", CONTEXT));
        var event = last();

        assertThat(event.get("errorCode").asText()).isEqualTo("DisabledException");
        assertThat(event.get("errorMessage").asText()).isEqualTo(key + " is disabled.");
        assertThat(event.at("/requestParameters/encryptionContext/aws:workmail:arn")
                        .asText())
                .isEqualTo(KmsFixture.ORGANIZATION);
        assertThat(event.at("/resources/0/ARN").asText()).isEqualTo(key);
    }

    @Test
    void theEventsOfGrants() throws Exception {
        var key = fixture.createKey();
        var grant = fixture.root()
                .createGrant(request -> request.keyId(key)
                        .granteePrincipal(KmsFixture.SERVICE)
                        .retiringPrincipal("arn:aws:iam::111122223333:user/bob")
                        .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                        .constraints(constraints -> constraints.encryptionContextSubset(Map.of("a", "b"))));
        var created = last();
        assertThat(created.get("requestParameters").toString())
                .isEqualTo("{\"keyId\":\"" + key + "\",\"constraints\":{\"encryptionContextSubset\":{\"a\":\"b\"}},"
                        + "\"operations\":[\"Encrypt\",\"Decrypt\"],\"granteePrincipal\":\"" + KmsFixture.SERVICE
                        + "\",\"retiringPrincipal\":\"arn:aws:iam::111122223333:user/bob\"}");
        assertThat(created.get("responseElements").toString()).isEqualTo("{\"grantId\":\"" + grant.grantId() + "\"}");
        assertThat(created.get("readOnly").asBoolean()).isFalse();

        fixture.root().retireGrant(request -> request.grantToken(grant.grantToken()));
        var retired = last();
        assertThat(retired.get("requestParameters").isNull()).isTrue();
        assertThat(retired.get("additionalEventData").toString())
                .isEqualTo("{\"grantId\":\"" + grant.grantId() + "\"}");

        var second = fixture.grantTo(fixture.root(), key, CONTEXT);
        fixture.root().revokeGrant(request -> request.keyId(key).grantId(second));
        assertThat(last().get("requestParameters").toString())
                .isEqualTo("{\"keyId\":\"" + key + "\",\"grantId\":\"" + second + "\"}");
    }

    @Test
    void theEventsOfKeys() throws Exception {
        var key = fixture.root()
                .createKey(request -> request.description("for tests"))
                .keyMetadata();
        var created = last();
        assertThat(created.at("/responseElements/keyMetadata/arn").asText()).isEqualTo(key.arn());
        assertThat(created.at("/responseElements/keyMetadata/creationDate").asText())
                .isEqualTo("Nov 24, 2026, 10:00:00 AM");
        assertThat(created.at("/resources/0/ARN").asText()).isEqualTo(key.arn());

        fixture.root().scheduleKeyDeletion(request -> request.keyId(key.keyId()).pendingWindowInDays(7));
        assertThat(last().get("responseElements").toString())
                .isEqualTo("{\"keyId\":\"" + key.arn() + "\",\"keyState\":\"PendingDeletion\","
                        + "\"deletionDate\":\"Dec 1, 2026 10:00:00 AM\",\"pendingWindowInDays\":7}");
    }

    @Test
    void aPolicyThatIsPutIsToldAndOneThatIsReadIsNot() throws Exception {
        var key = fixture.createKey();
        var policy = fixture.root().getKeyPolicy(request -> request.keyId(key)).policy();
        assertThat(fixture.lastEvent().json()).doesNotContain("Statement");

        fixture.root().putKeyPolicy(request -> request.keyId(key).policy(policy));
        assertThat(last().at("/requestParameters/policy").asText()).isEqualTo(policy);
    }

    @Test
    void oversizedMembersAreHidden() throws Exception {
        assertThatThrownBy(() -> fixture.root().describeKey(request -> request.keyId("k".repeat(3_000))));
        assertThat(last().at("/requestParameters/keyId").asText()).isEqualTo("HIDDEN_DUE_TO_SECURITY_REASONS");
    }

    @Test
    void noEventHoldsPlaintextCiphertextOrToken() {
        var canary = "canary-plaintext-7f3a9c";
        var key = fixture.createKey();
        var root = fixture.root();
        var grant = root.createGrant(request -> request.keyId(key)
                .granteePrincipal(KmsFixture.SERVICE)
                .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT));
        var blob = fixture.encrypt(fixture.service(), key, canary, CONTEXT);
        root.encrypt(request ->
                request.keyId(key).plaintext(KmsFixture.bytes(canary)).grantTokens(grant.grantToken()));
        fixture.decrypt(fixture.service(), blob, CONTEXT);
        assertThatThrownBy(() -> fixture.decrypt(root, blob, Map.of()));
        var made = root.generateDataKey(request -> request.keyId(key).keySpec("AES_256"));
        root.retireGrant(request -> request.grantToken(grant.grantToken()));

        for (var event : fixture.events(100)) {
            assertThat(event.json())
                    .doesNotContain(canary)
                    .doesNotContain(Base64.getEncoder()
                            .encodeToString(canary.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .doesNotContain(Base64.getEncoder().encodeToString(blob.asByteArray()))
                    .doesNotContain(HexFormat.of().formatHex(blob.asByteArray()))
                    .doesNotContain(
                            Base64.getEncoder().encodeToString(made.plaintext().asByteArray()))
                    .doesNotContain(grant.grantToken());
        }
    }
}
