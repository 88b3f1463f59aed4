package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS GetKeyRotationStatus. A key that is pending deletion does not rotate; cancelling the deletion
/// brings its rotation back.
record GetKeyRotationStatus(KmsCore core)
        implements Operation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse> {
    @Override
    public GetKeyRotationStatusResponse decide(Call call, GetKeyRotationStatusRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        key.requireSymmetric(name());
        key.requireOrigin(OriginType.AWS_KMS);
        boolean on = key.rotation().isOn() && key.state() != KeyState.PENDING_DELETION;
        return GetKeyRotationStatusResponse.builder()
                .keyId(key.id().toString())
                .keyRotationEnabled(on)
                .rotationPeriodInDays(on ? key.rotation().days() : null)
                .nextRotationDate(on ? key.rotation().next() : null)
                .build();
    }
}
