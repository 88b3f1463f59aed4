package org.letterlock.trail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidMaxResultsException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/// CloudTrail's LookupEvents: at most one attribute, a time range, at most 50 events a page, newest
/// first. A page may be short, or empty, and still carry a token.
record LookupEvents(Trail trail) {
    private static final int MAX_RESULTS = 50;
    private static final Map<LookupAttributeKey, Query.Attribute> ATTRIBUTES = Map.of(
            LookupAttributeKey.EVENT_ID, Query.Attribute.EVENT_ID,
            LookupAttributeKey.EVENT_NAME, Query.Attribute.EVENT_NAME,
            LookupAttributeKey.READ_ONLY, Query.Attribute.READ_ONLY,
            LookupAttributeKey.USERNAME, Query.Attribute.USERNAME,
            LookupAttributeKey.RESOURCE_TYPE, Query.Attribute.RESOURCE_TYPE,
            LookupAttributeKey.RESOURCE_NAME, Query.Attribute.RESOURCE_NAME,
            LookupAttributeKey.EVENT_SOURCE, Query.Attribute.EVENT_SOURCE,
            LookupAttributeKey.ACCESS_KEY_ID, Query.Attribute.ACCESS_KEY_ID);

    LookupEventsResponse lookupEvents(LookupEventsRequest request) {
        var attribute = attribute(request.lookupAttributes());
        checkTimes(request);
        var token = NextToken.forRequest(request);
        var page = trail.lookUp(new Query(
                attribute == null ? null : key(attribute),
                attribute == null ? "" : attribute.attributeValue(),
                request.startTime(),
                request.endTime(),
                limit(request.maxResults()),
                token.before(request.nextToken())));
        return LookupEventsResponse.builder()
                .events(page.events().stream().map(LookupEvents::event).toList())
                .nextToken(page.next() == 0 ? null : token.at(page.next()))
                .build();
    }

    private static @Nullable LookupAttribute attribute(List<LookupAttribute> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        var attribute = attributes.getFirst();
        if (attributes.size() > 1 || attribute.attributeValue() == null || attribute.attributeKey() == null) {
            throw invalidAttributes("One lookup attribute with a key and a value is needed.");
        }
        return attribute;
    }

    private static Query.Attribute key(LookupAttribute attribute) {
        var key = ATTRIBUTES.get(attribute.attributeKey());
        if (key == null) {
            throw invalidAttributes("The lookup attribute's key is not known.");
        }
        return key;
    }

    private static RuntimeException invalidAttributes(String message) {
        return InvalidLookupAttributesException.builder()
                .message(message)
                .awsErrorDetails(Errors.details("InvalidLookupAttributesException", message))
                .statusCode(Errors.BAD_REQUEST)
                .build();
    }

    private static void checkTimes(LookupEventsRequest request) {
        if (request.startTime() != null
                && request.endTime() != null
                && request.startTime().isAfter(request.endTime())) {
            var message = "The start time is after the end time.";
            throw InvalidTimeRangeException.builder()
                    .message(message)
                    .awsErrorDetails(Errors.details("InvalidTimeRangeException", message))
                    .statusCode(Errors.BAD_REQUEST)
                    .build();
        }
    }

    private static int limit(@Nullable Integer maxResults) {
        if (maxResults == null) {
            return MAX_RESULTS;
        }
        if (maxResults < 1 || maxResults > MAX_RESULTS) {
            var message = "MaxResults must be from 1 to 50.";
            throw InvalidMaxResultsException.builder()
                    .message(message)
                    .awsErrorDetails(Errors.details("InvalidMaxResultsException", message))
                    .statusCode(Errors.BAD_REQUEST)
                    .build();
        }
        return maxResults;
    }

    private static Event event(RecordedEvent recorded) {
        var event = Event.builder()
                .eventId(recorded.eventId())
                .eventName(recorded.name())
                .readOnly(String.valueOf(recorded.readOnly()))
                .eventTime(recorded.time())
                .eventSource(recorded.source())
                .resources(recorded.resources().stream()
                        .map(resource -> Resource.builder()
                                .resourceType(resource.type())
                                .resourceName(resource.arn())
                                .build())
                        .toList())
                .cloudTrailEvent(recorded.json());
        if (!recorded.accessKeyId().isEmpty()) {
            event.accessKeyId(recorded.accessKeyId());
        }
        if (!recorded.userName().isEmpty()) {
            event.username(recorded.userName());
        }
        return event.build();
    }
}
