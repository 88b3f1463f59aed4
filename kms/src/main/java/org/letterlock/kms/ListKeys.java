package org.letterlock.kms;

import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;

/// KMS ListKeys: 1 to 1,000 keys a page, 100 by default.
record ListKeys(KmsCore core) implements Operation<ListKeysRequest, ListKeysResponse> {
    @Override
    public ListKeysResponse decide(Call call, ListKeysRequest request) {
        core.authorizer().requireAccount(call, name(), "*");
        var slice = Slice.of(core.state().keys(), request.marker(), Slice.limit(request.limit(), 100, 1_000));
        return ListKeysResponse.builder()
                .keys(slice.items().stream()
                        .map(key -> KeyListEntry.builder()
                                .keyId(key.id().toString())
                                .keyArn(key.arn())
                                .build())
                        .toList())
                .truncated(slice.next() != null)
                .nextMarker(slice.next())
                .build();
    }
}
