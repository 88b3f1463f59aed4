package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;

/// KMS ListGrants (DP-20): of one key, maybe of one grantee; 1 to 100 a page, 50 by default.
record ListGrants(KmsCore core) implements Operation<ListGrantsRequest, ListGrantsResponse> {
    @Override
    public ListGrantsResponse decide(Call call, ListGrantsRequest request) {
        if (request.granteeServicePrincipal() != null) {
            throw KmsErrors.unsupported("Grants with GranteeServicePrincipal are not supported.");
        }
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        var grants = new TreeMap<String, Grant>(core.state().grants(key.id()).byId());
        if (request.grantId() != null) {
            grants.keySet().retainAll(List.of(GrantIds.checked(request.grantId())));
        }
        if (request.granteePrincipal() != null) {
            grants.values().removeIf(grant -> !grant.grantee().equals(request.granteePrincipal()));
        }
        var slice = Slice.of(grants, request.marker(), Slice.limit(request.limit(), 50, 100));
        return ListGrantsResponse.builder()
                .grants(slice.items().stream()
                        .map(grant -> GrantIds.entry(grant, core.arns()))
                        .toList())
                .truncated(slice.next() != null)
                .nextMarker(slice.next())
                .build();
    }
}
