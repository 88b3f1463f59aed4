package org.letterlock.kms;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/// KMS ScheduleKeyDeletion: after 7 to 30 days; until then the key can be used for nothing and be
/// saved.
record ScheduleKeyDeletion(KmsCore core) implements Operation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> {
    private static final int MIN_DAYS = 7;
    private static final int MAX_DAYS = 30;

    @Override
    public ScheduleKeyDeletionResponse decide(Call call, ScheduleKeyDeletionRequest request) {
        int days = request.pendingWindowInDays() == null ? MAX_DAYS : request.pendingWindowInDays();
        if (days < MIN_DAYS || days > MAX_DAYS) {
            throw KmsErrors.validation("pendingWindowInDays", "From " + MIN_DAYS + " to " + MAX_DAYS);
        }
        var key = core.keys().key(call, request.keyId());
        core.authorizer()
                .require(
                        call,
                        key,
                        name(),
                        null,
                        Map.of("kms:ScheduleKeyDeletionPendingWindowInDays", List.of(String.valueOf(days))));
        AwsManagedKey.refuse(key, name());
        key.requireNotPendingDeletion();
        var deletion = call.time().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(days));
        call.change(new Change.PutKey(key.withDeletion(deletion)));
        call.response().put("keyId", key.arn());
        call.response().put("keyState", KeyState.PENDING_DELETION.toString());
        call.response().put("deletionDate", Metadata.deletionDate(deletion));
        call.response().put("pendingWindowInDays", days);
        return ScheduleKeyDeletionResponse.builder()
                .keyId(key.arn())
                .keyState(KeyState.PENDING_DELETION)
                .deletionDate(deletion)
                .pendingWindowInDays(days)
                .build();
    }
}
