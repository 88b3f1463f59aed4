package org.letterlock.kms;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/// KMS ListResourceTags: 1 to 50 a page, 50 by default.
record ListResourceTags(KmsCore core) implements Operation<ListResourceTagsRequest, ListResourceTagsResponse> {
    @Override
    public ListResourceTagsResponse decide(Call call, ListResourceTagsRequest request) {
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of());
        var tags = new TreeMap<String, Tag>();
        key.tags()
                .forEach((name, value) -> tags.put(
                        name, Tag.builder().tagKey(name).tagValue(value).build()));
        var slice = Slice.ofAny(tags, request.marker(), Slice.limit(request.limit(), Tags.MAX, Tags.MAX));
        return ListResourceTagsResponse.builder()
                .tags(slice.items())
                .truncated(slice.next() != null)
                .nextMarker(slice.next())
                .build();
    }
}
