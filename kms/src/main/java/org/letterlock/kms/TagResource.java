package org.letterlock.kms;

import java.util.HashMap;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;

/// KMS TagResource: adds tags, and changes those that are there.
record TagResource(KmsCore core) implements Operation<TagResourceRequest, TagResourceResponse> {
    @Override
    public TagResourceResponse decide(Call call, TagResourceRequest request) {
        if (!request.hasTags()) {
            throw KmsErrors.validation("tags", "Member must not be null");
        }
        var added = Tags.of(request.tags());
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Tags.conditions(added));
        AwsManagedKey.refuse(key, name());
        key.requireNotPendingDeletion();
        var tags = new HashMap<>(key.tags());
        tags.putAll(added);
        Tags.checkCount(tags);
        call.change(new Change.PutKey(key.withTags(tags)));
        return TagResourceResponse.builder().build();
    }
}
