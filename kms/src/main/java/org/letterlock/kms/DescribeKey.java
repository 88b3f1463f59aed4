package org.letterlock.kms;

import java.util.Map;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/// KMS DescribeKey. The first one that names `alias/aws/workmail` makes the AWS-managed key
/// (DP-13).
record DescribeKey(KmsCore core) implements Operation<DescribeKeyRequest, DescribeKeyResponse> {
    @Override
    public DescribeKeyResponse decide(Call call, DescribeKeyRequest request) {
        core.tokens().check(request.grantTokens());
        var made = makesKey(request) ? new AwsManagedKey(core).make(call) : null;
        var key = made == null ? core.keys().keyOrAlias(call, request.keyId()) : made;
        call.concerns(key, core.arns());
        core.authorizer().require(call, key, name(), null, Map.of());
        return DescribeKeyResponse.builder()
                .keyMetadata(Metadata.of(key, core.arns()))
                .build();
    }

    /// Whether this request is for the AWS-managed key and that key does not exist yet. Under the
    /// KMS's lock.
    boolean makesKey(DescribeKeyRequest request) {
        var keyId = request.keyId();
        return (AwsManagedKey.ALIAS.equals(keyId)
                        || core.arns().alias(AwsManagedKey.ALIAS).equals(keyId))
                && core.state().keyOfAlias(AwsManagedKey.ALIAS).isEmpty();
    }
}
