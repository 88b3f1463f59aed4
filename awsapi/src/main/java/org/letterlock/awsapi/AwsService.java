package org.letterlock.awsapi;

import org.jspecify.annotations.Nullable;

/// A service on an [AwsEndpoint]: a target prefix and its operations. The table of operations is
/// built at start.
public interface AwsService {
    /// The name in a SigV4 credential scope, e.g. `kms`.
    String signingName();

    /// What stands before the operation in `X-Amz-Target`, with the dot: `TrentService.`
    String targetPrefix();

    /// Null: there is no such operation.
    @Nullable
    Operation operation(String name);
}
