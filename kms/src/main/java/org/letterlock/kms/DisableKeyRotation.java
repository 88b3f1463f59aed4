package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.OriginType;

/// KMS DisableKeyRotation.
record DisableKeyRotation(KmsCore core) implements Operation<DisableKeyRotationRequest, DisableKeyRotationResponse> {
    @Override
    public DisableKeyRotationResponse decide(Call call, DisableKeyRotationRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        AwsManagedKey.refuse(key, name());
        key.requireSymmetric(name());
        key.requireOrigin(OriginType.AWS_KMS);
        key.requireEnabled();
        call.change(new Change.PutKey(key.with(new Rotation(key.rotation().days(), null))));
        return DisableKeyRotationResponse.builder().build();
    }
}
