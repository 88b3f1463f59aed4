package org.letterlock.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailEventTest {
    private static JsonNode json(TrailEvent event) throws Exception {
        return new ObjectMapper().readTree(event.json());
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aServicesEventHasTheMembersOfTheSamplesInTheirOrder() throws Exception {
        var event = json(TrailFixture.event(1));

        assertThat(names(event))
                .containsExactly(
                        "eventVersion",
                        "userIdentity",
                        "eventTime",
                        "eventSource",
                        "eventName",
                        "awsRegion",
                        "sourceIPAddress",
                        "userAgent",
                        "requestParameters",
                        "responseElements",
                        "requestID",
                        "eventID",
                        "readOnly",
                        "resources",
                        "eventType",
                        "recipientAccountId");
        assertThat(event.get("userIdentity").toString())
                .isEqualTo("{\"type\":\"AWSService\",\"invokedBy\":\"workmail.eu-west-1.amazonaws.com\"}");
        assertThat(event.get("sourceIPAddress").asText()).isEqualTo(TrailFixture.SERVICE);
        assertThat(event.get("userAgent").asText()).isEqualTo(TrailFixture.SERVICE);
        assertThat(event.get("responseElements").isNull()).isTrue();
    }

    @Test
    void aSignedEventHasTheMembersOfTheCurrentVersion() throws Exception {
        var event = json(TrailFixture.event(
                TrailFixture.signer("carol", "AKIA"), "DisableKey", false, TrailFixture.START.plusNanos(999), "id"));

        assertThat(event.get("eventTime").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(event.get("managementEvent").asBoolean()).isTrue();
        assertThat(event.get("eventCategory").asText()).isEqualTo("Management");
        assertThat(event.get("tlsDetails").toString())
                .isEqualTo("{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\","
                        + "\"clientProvidedHostHeader\":\"localhost:8443\"}");
        assertThat(names(event.get("userIdentity")))
                .containsExactly("type", "principalId", "arn", "accountId", "accessKeyId", "userName");
    }

    @Test
    void whoActsThroughAServiceIsShownWithIt() throws Exception {
        var direct = TrailFixture.signer("carol", "AKIA");
        var through = new Actor.Signer(
                direct.type(),
                direct.principalId(),
                direct.arn(),
                direct.accountId(),
                direct.accessKeyId(),
                direct.userName(),
                TrailFixture.SERVICE,
                direct.sourceIp(),
                direct.userAgent(),
                null);
        var event = json(TrailFixture.event(through, "CreateGrant", false, TrailFixture.START, "id"));

        assertThat(event.get("userIdentity").get("invokedBy").asText()).isEqualTo(TrailFixture.SERVICE);
        assertThat(event.get("sourceIPAddress").asText()).isEqualTo(TrailFixture.SERVICE);
        assertThat(event.has("tlsDetails")).isFalse();
    }

    @Test
    void aFailureStandsAfterTheUserAgent() throws Exception {
        var base = TrailFixture.event(1);
        var event = json(new TrailEvent(
                base.actor(),
                base.time(),
                base.source(),
                base.name(),
                base.region(),
                new TrailEvent.Failure("AccessDenied", "User: x is not authorized"),
                null,
                null,
                Map.of("grantId", "g"),
                base.requestId(),
                base.eventId(),
                true,
                List.of(),
                base.accountId(),
                "shared"));

        assertThat(names(event)).containsSubsequence("userAgent", "errorCode", "errorMessage", "requestParameters");
        assertThat(event.get("requestParameters").isNull()).isTrue();
        assertThat(event.get("additionalEventData").toString()).isEqualTo("{\"grantId\":\"g\"}");
        assertThat(event.has("resources")).isFalse();
    }
}
