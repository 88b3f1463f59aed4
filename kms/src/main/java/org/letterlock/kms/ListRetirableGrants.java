package org.letterlock.kms;

import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;

/// KMS ListRetirableGrants: the grants that a principal may retire, over all keys.
record ListRetirableGrants(KmsCore core) implements Operation<ListRetirableGrantsRequest, ListRetirableGrantsResponse> {
    @Override
    public ListRetirableGrantsResponse decide(Call call, ListRetirableGrantsRequest request) {
        if (request.retiringServicePrincipal() != null) {
            throw KmsErrors.unsupported("Grants with RetiringServicePrincipal are not supported.");
        }
        var retiring = GrantPrincipals.checked("retiringPrincipal", request.retiringPrincipal());
        core.authorizer().requireAccount(call, name(), "*");
        var grants = new TreeMap<String, Grant>();
        for (var ofKey : core.state().allGrants()) {
            for (var grant : ofKey.all()) {
                if (retiring.equals(grant.retiring())) {
                    grants.put(grant.id(), grant);
                }
            }
        }
        var slice = Slice.of(grants, request.marker(), Slice.limit(request.limit(), 50, 100));
        return ListRetirableGrantsResponse.builder()
                .grants(slice.items().stream()
                        .map(grant -> GrantIds.entry(grant, core.arns()))
                        .toList())
                .truncated(slice.next() != null)
                .nextMarker(slice.next())
                .build();
    }
}
