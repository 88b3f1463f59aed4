package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;

/// KMS DisableKey: from its return on, nothing is encrypted or decrypted under the key.
record DisableKey(KmsCore core) implements Operation<DisableKeyRequest, DisableKeyResponse> {
    @Override
    public DisableKeyResponse decide(Call call, DisableKeyRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        AwsManagedKey.refuse(key, name());
        key.requireWhole();
        call.change(new Change.PutKey(key.with(KeyState.DISABLED)));
        return DisableKeyResponse.builder().build();
    }
}
