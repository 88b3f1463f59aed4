package org.letterlock.trail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event to be recorded: what CloudTrail calls a management event. Immutable. Whoever makes it
/// puts in nothing but names, ids and settings: no plaintext, no ciphertext, no address, no
/// subject.
///
/// @param time               to the second
/// @param source             e.g. `kms.amazonaws.com`
/// @param name               the operation, e.g. `Decrypt`
/// @param failure            null if the call succeeded
/// @param requestParameters  null: none
/// @param responseElements   null: none (as for every read)
/// @param additionalData     what else there is to tell; `serviceEventDetails` in an event of the
///     service itself; null: no such member
/// @param resources          what was acted on
/// @param accountId          the account that the resources and the event belong to
public record TrailEvent(
        Actor actor,
        Instant time,
        String source,
        String name,
        String region,
        @Nullable Failure failure,
        @Nullable Map<String, ?> requestParameters,
        @Nullable Map<String, ?> responseElements,
        @Nullable Map<String, ?> additionalData,
        String requestId,
        String eventId,
        boolean readOnly,
        List<Resource> resources,
        String accountId,
        @Nullable String sharedEventId) {
    public TrailEvent {
        resources = List.copyOf(resources);
    }

    /// @param code e.g. `AccessDenied`
    public record Failure(String code, String message) {}

    /// @param type e.g. `AWS::KMS::Key`
    public record Resource(String arn, String accountId, String type) {}

    /// The event as CloudTrail writes it, its members in CloudTrail's order.
    public String json() {
        return EventJson.write(this);
    }
}
