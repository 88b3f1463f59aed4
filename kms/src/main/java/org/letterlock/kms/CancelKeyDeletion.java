package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.KeyState;

/// KMS CancelKeyDeletion: the key is disabled afterwards, or waits for its material.
record CancelKeyDeletion(KmsCore core) implements Operation<CancelKeyDeletionRequest, CancelKeyDeletionResponse> {
    @Override
    public CancelKeyDeletionResponse decide(Call call, CancelKeyDeletionRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        if (key.state() != KeyState.PENDING_DELETION) {
            throw KmsErrors.invalidState(key.arn() + " is not pending deletion.");
        }
        boolean whole = !key.isImported() || key.materials().isWholeAt(call.time());
        call.change(new Change.PutKey(key.with(whole ? KeyState.DISABLED : KeyState.PENDING_IMPORT)));
        call.response().put("keyId", key.arn());
        return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
    }
}
