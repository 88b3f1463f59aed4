package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;

/// KMS ListKeyPolicies: every key has one, `default`.
record ListKeyPolicies(KmsCore core) implements Operation<ListKeyPoliciesRequest, ListKeyPoliciesResponse> {
    @Override
    public ListKeyPoliciesResponse decide(Call call, ListKeyPoliciesRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        return ListKeyPoliciesResponse.builder()
                .policyNames(KeyPolicies.NAME)
                .truncated(false)
                .build();
    }
}
