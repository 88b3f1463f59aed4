package org.letterlock.kms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/// KMS UntagResource: tags that are not there are passed over.
record UntagResource(KmsCore core) implements Operation<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public UntagResourceResponse decide(Call call, UntagResourceRequest request) {
        if (!request.hasTagKeys()) {
            throw KmsErrors.validation("tagKeys", "Member must not be null");
        }
        request.tagKeys().forEach(Tags::checkKey);
        var key = core.keys().key(call, request.keyId());
        core.authorizer().require(call, key, name(), null, Map.of("aws:TagKeys", List.copyOf(request.tagKeys())));
        AwsManagedKey.refuse(key, name());
        key.requireNotPendingDeletion();
        var tags = new HashMap<>(key.tags());
        tags.keySet().removeAll(request.tagKeys());
        call.change(new Change.PutKey(key.withTags(tags)));
        return UntagResourceResponse.builder().build();
    }
}
