package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/// KMS PutKeyPolicy, with the lockout safety check. Nobody changes the AWS-managed key's policy
/// (DP-18).
record PutKeyPolicy(KmsCore core) implements Operation<PutKeyPolicyRequest, PutKeyPolicyResponse> {
    @Override
    public PutKeyPolicyResponse decide(Call call, PutKeyPolicyRequest request) {
        var key = core.keys().key(call, request.keyId());
        KeyPolicies.checkName(request.policyName());
        if (request.policy() == null) {
            throw KmsErrors.validation("policy", "Member must not be null");
        }
        boolean bypass = Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck());
        core.authorizer()
                .require(
                        call,
                        key,
                        name(),
                        null,
                        Map.of("kms:BypassPolicyLockoutSafetyCheck", List.of(String.valueOf(bypass))));
        AwsManagedKey.refuse(key, name());
        var changed = key.with(KeyPolicy.of(request.policy()));
        KeyPolicies.checkPrincipals(core, changed.policy());
        if (!bypass) {
            KeyPolicies.checkLockout(core, call, changed);
        }
        call.change(new Change.PutKey(changed));
        return PutKeyPolicyResponse.builder().build();
    }
}
