package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageRequest;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;

/// KMS GetKeyLastUsage: the last successful use for cryptography since the tracking began, which is
/// when this KMS was opened.
record GetKeyLastUsage(KmsCore core) implements Operation<GetKeyLastUsageRequest, GetKeyLastUsageResponse> {
    @Override
    public GetKeyLastUsageResponse decide(Call call, GetKeyLastUsageRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        var since = core.uses().since();
        return GetKeyLastUsageResponse.builder()
                .keyId(key.id().toString())
                .keyLastUsage(core.uses().of(key.id()).orElse(null))
                .trackingStartDate(key.created().isAfter(since) ? key.created() : since)
                .keyCreationDate(key.created())
                .build();
    }
}
