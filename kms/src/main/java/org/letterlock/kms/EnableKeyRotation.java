package org.letterlock.kms;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS EnableKeyRotation: every 90 to 2,560 days, 365 by default, from now on.
record EnableKeyRotation(KmsCore core) implements Operation<EnableKeyRotationRequest, EnableKeyRotationResponse> {
    @Override
    public EnableKeyRotationResponse decide(Call call, EnableKeyRotationRequest request) {
        int days = request.rotationPeriodInDays() == null ? Rotation.USUAL_DAYS : request.rotationPeriodInDays();
        if (days < Rotation.MIN_DAYS || days > Rotation.MAX_DAYS) {
            throw KmsErrors.validation(
                    "rotationPeriodInDays", "From " + Rotation.MIN_DAYS + " to " + Rotation.MAX_DAYS);
        }
        var key = core.keys().key(call, request.keyId());
        core.authorizer()
                .require(call, key, name(), null, Map.of("kms:RotationPeriodInDays", List.of(String.valueOf(days))));
        AwsManagedKey.refuse(key, name());
        key.requireSymmetric(name());
        key.requireOrigin(OriginType.AWS_KMS);
        key.requireEnabled();
        call.change(new Change.PutKey(key.with(Rotation.every(days, call.time().truncatedTo(ChronoUnit.MILLIS)))));
        return EnableKeyRotationResponse.builder().build();
    }
}
