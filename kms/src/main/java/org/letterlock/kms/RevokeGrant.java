package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/// KMS RevokeGrant (DP-20): from its return on, nothing is allowed by the grant any more.
record RevokeGrant(KmsCore core) implements Operation<RevokeGrantRequest, RevokeGrantResponse> {
    @Override
    public RevokeGrantResponse decide(Call call, RevokeGrantRequest request) {
        var key = core.keys().key(call, request.keyId());
        var id = GrantIds.checked(request.grantId());
        core.authorizer().require(call, key, name(), null, Map.of());
        var grant = core.state().grants(key.id()).get(id);
        if (grant == null) {
            throw KmsErrors.notFound("Grant ID " + id + " not found");
        }
        call.change(new Change.DeleteGrant(grant));
        return RevokeGrantResponse.builder().build();
    }
}
