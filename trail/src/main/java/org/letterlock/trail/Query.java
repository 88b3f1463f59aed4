package org.letterlock.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What to look for in the trail.
///
/// @param attribute null: every event
/// @param value     what the attribute must equal
/// @param since     inclusive; null: from the beginning
/// @param until     inclusive; null: to the end
/// @param limit     how many events at most
/// @param before    only events with a smaller sequence number; 0: from the newest
public record Query(
        @Nullable Attribute attribute,
        String value,
        @Nullable Instant since,
        @Nullable Instant until,
        int limit,
        long before) {
    /// The newest `limit` events.
    public static Query newest(int limit) {
        return new Query(null, "", null, null, limit, 0);
    }

    public static Query of(Attribute attribute, String value, int limit) {
        return new Query(attribute, value, null, null, limit, 0);
    }

    /// The attributes that LookupEvents knows.
    public enum Attribute {
        EVENT_ID,
        EVENT_NAME,
        READ_ONLY,
        USERNAME,
        RESOURCE_TYPE,
        RESOURCE_NAME,
        EVENT_SOURCE,
        ACCESS_KEY_ID
    }

    boolean matches(RecordedEvent event) {
        return !isBefore(since, event.time()) && !isAfter(until, event.time()) && matchesAttribute(event);
    }

    private static boolean isBefore(@Nullable Instant since, Instant time) {
        return since != null && time.isBefore(since);
    }

    private static boolean isAfter(@Nullable Instant until, Instant time) {
        return until != null && time.isAfter(until);
    }

    private boolean matchesAttribute(RecordedEvent event) {
        return switch (attribute) {
            case null -> true;
            case EVENT_ID -> event.eventId().equals(value);
            case EVENT_NAME -> event.name().equals(value);
            case READ_ONLY -> String.valueOf(event.readOnly()).equals(value);
            case USERNAME -> event.userName().equals(value);
            case RESOURCE_TYPE ->
                event.resources().stream().anyMatch(r -> r.type().equals(value));
            case RESOURCE_NAME ->
                event.resources().stream().anyMatch(r -> r.arn().equals(value));
            case EVENT_SOURCE -> event.source().equals(value);
            case ACCESS_KEY_ID -> event.accessKeyId().equals(value);
        };
    }
}
