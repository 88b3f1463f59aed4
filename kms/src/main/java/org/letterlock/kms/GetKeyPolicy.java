package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;

/// KMS GetKeyPolicy (DP-18: the AWS-managed key's policy can be viewed). The event does not tell
/// the policy.
record GetKeyPolicy(KmsCore core) implements Operation<GetKeyPolicyRequest, GetKeyPolicyResponse> {
    @Override
    public GetKeyPolicyResponse decide(Call call, GetKeyPolicyRequest request) {
        var key = core.keys().key(call, request.keyId());
        KeyPolicies.checkName(request.policyName());
        core.authorizer().require(call, key, name(), null, Map.of());
        return GetKeyPolicyResponse.builder()
                .policy(key.document())
                .policyName(KeyPolicies.NAME)
                .build();
    }
}
