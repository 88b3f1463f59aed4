package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/// KMS UpdateKeyDescription.
record UpdateKeyDescription(KmsCore core)
        implements Operation<UpdateKeyDescriptionRequest, UpdateKeyDescriptionResponse> {
    @Override
    public UpdateKeyDescriptionResponse decide(Call call, UpdateKeyDescriptionRequest request) {
        var description = Inputs.required("description", request.description());
        CreateKey.checkDescription(description);
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        AwsManagedKey.refuse(key, name());
        key.requireNotPendingDeletion();
        call.change(new Change.PutKey(key.withDescription(description)));
        return UpdateKeyDescriptionResponse.builder().build();
    }
}
