package org.letterlock.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes events as CloudTrail records. A service's own call has the members of event version 1.05,
/// which the samples of the data-protection reference have; a signed call has those of the current
/// version.
final class EventJson {
    private static final String SERVICE_VERSION = "1.05";
    private static final String SIGNED_VERSION = "1.11";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    static String write(TrailEvent event) {
        var json = JSON.createObjectNode();
        json.put("eventVersion", event.actor() instanceof Actor.Service ? SERVICE_VERSION : SIGNED_VERSION);
        json.set("userIdentity", identity(event.actor()));
        json.put("eventTime", event.time().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("eventSource", event.source());
        json.put("eventName", event.name());
        json.put("awsRegion", event.region());
        json.put("sourceIPAddress", sourceIp(event.actor()));
        json.put("userAgent", userAgent(event.actor()));
        if (event.failure() != null) {
            json.put("errorCode", event.failure().code());
            json.put("errorMessage", event.failure().message());
        }
        json.set("requestParameters", members(event.requestParameters()));
        json.set("responseElements", members(event.responseElements()));
        if (event.additionalData() != null && !(event.actor() instanceof Actor.Internal)) {
            json.set("additionalEventData", members(event.additionalData()));
        }
        putIdsAndResources(json, event);
        putTail(json, event);
        return text(json);
    }

    private static void putIdsAndResources(ObjectNode json, TrailEvent event) {
        if (!(event.actor() instanceof Actor.Internal)) {
            json.put("requestID", event.requestId());
        }
        json.put("eventID", event.eventId());
        json.put("readOnly", event.readOnly());
        if (!event.resources().isEmpty()) {
            var resources = json.putArray("resources");
            for (var resource : event.resources()) {
                resources
                        .addObject()
                        .put("ARN", resource.arn())
                        .put("accountId", resource.accountId())
                        .put("type", resource.type());
            }
        }
        json.put("eventType", event.actor() instanceof Actor.Internal ? "AwsServiceEvent" : "AwsApiCall");
    }

    private static void putTail(ObjectNode json, TrailEvent event) {
        boolean modern = !(event.actor() instanceof Actor.Service);
        if (modern) {
            json.put("managementEvent", true);
        }
        json.put("recipientAccountId", event.accountId());
        if (event.sharedEventId() != null) {
            json.put("sharedEventID", event.sharedEventId());
        }
        if (event.additionalData() != null && event.actor() instanceof Actor.Internal) {
            json.set("serviceEventDetails", members(event.additionalData()));
        }
        if (modern) {
            json.put("eventCategory", "Management");
        }
        if (event.actor() instanceof Actor.Signer signer && signer.tls() != null) {
            json.putObject("tlsDetails")
                    .put("tlsVersion", signer.tls().version())
                    .put("cipherSuite", signer.tls().cipherSuite())
                    .put("clientProvidedHostHeader", signer.tls().host());
        }
    }

    private static ObjectNode identity(Actor actor) {
        var json = JSON.createObjectNode();
        return switch (actor) {
            case Actor.Service service -> json.put("type", "AWSService").put("invokedBy", service.name());
            case Actor.Internal internal ->
                json.put("accountId", internal.accountId()).put("invokedBy", "AWS Internal");
            case Actor.Signer signer -> signer(json, signer);
        };
    }

    private static ObjectNode signer(ObjectNode json, Actor.Signer signer) {
        json.put("type", signer.type())
                .put("principalId", signer.principalId())
                .put("arn", signer.arn())
                .put("accountId", signer.accountId())
                .put("accessKeyId", signer.accessKeyId());
        if (signer.userName() != null) {
            json.put("userName", signer.userName());
        }
        if (signer.invokedBy() != null) {
            json.put("invokedBy", signer.invokedBy());
        }
        return json;
    }

    private static String sourceIp(Actor actor) {
        return switch (actor) {
            case Actor.Service service -> service.name();
            case Actor.Internal ignored -> "AWS Internal";
            case Actor.Signer signer -> signer.invokedBy() == null ? signer.sourceIp() : signer.invokedBy();
        };
    }

    private static String userAgent(Actor actor) {
        return switch (actor) {
            case Actor.Service service -> service.name();
            case Actor.Internal ignored -> "AWS Internal";
            case Actor.Signer signer -> signer.invokedBy() == null ? signer.userAgent() : signer.invokedBy();
        };
    }

    private static @Nullable ObjectNode members(@Nullable Map<String, ?> members) {
        return members == null ? null : JSON.valueToTree(members);
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event's tree is always writable", e);
        }
    }
}
