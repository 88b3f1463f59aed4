package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;

/// KMS EnableKey.
record EnableKey(KmsCore core) implements Operation<EnableKeyRequest, EnableKeyResponse> {
    @Override
    public EnableKeyResponse decide(Call call, EnableKeyRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        AwsManagedKey.refuse(key, name());
        key.requireWhole();
        call.change(new Change.PutKey(key.with(KeyState.ENABLED)));
        return EnableKeyResponse.builder().build();
    }
}
