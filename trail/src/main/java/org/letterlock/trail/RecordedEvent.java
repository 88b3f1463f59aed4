package org.letterlock.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An event that was read back from the trail. Immutable.
///
/// @param sequence its number in the trail, from 1
/// @param json     the CloudTrail record
public record RecordedEvent(
        long sequence,
        String json,
        String eventId,
        Instant time,
        String source,
        String name,
        boolean readOnly,
        String userName,
        String accessKeyId,
        List<TrailEvent.Resource> resources) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static RecordedEvent parse(long sequence, String json) throws JsonProcessingException {
        var event = JSON.readTree(json);
        var identity = event.path("userIdentity");
        return new RecordedEvent(
                sequence,
                json,
                event.path("eventID").asText(),
                Instant.parse(event.path("eventTime").asText()),
                event.path("eventSource").asText(),
                event.path("eventName").asText(),
                event.path("readOnly").asBoolean(),
                identity.path("type").asText().equals("Root")
                        ? "root"
                        : identity.path("userName").asText(),
                identity.path("accessKeyId").asText(),
                resources(event.path("resources")));
    }

    private static List<TrailEvent.Resource> resources(JsonNode nodes) {
        var resources = new ArrayList<TrailEvent.Resource>();
        for (var node : nodes) {
            resources.add(new TrailEvent.Resource(
                    node.path("ARN").asText(),
                    node.path("accountId").asText(),
                    node.path("type").asText()));
        }
        return List.copyOf(resources);
    }
}
