package org.letterlock.kms;

import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/// One operation of KMS, in a file of its name. It decides under the KMS's lock, and neither blocks
/// nor changes anything: it asks the call for changes.
interface Operation<Q extends KmsRequest, R extends KmsResponse> {
    /// @throws software.amazon.awssdk.services.kms.model.KmsException for everything that is
    ///     refused
    R decide(Call call, Q request);

    default String name() {
        return getClass().getSimpleName();
    }
}
