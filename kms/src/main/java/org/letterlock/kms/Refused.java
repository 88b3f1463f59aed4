package org.letterlock.kms;

import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/// Any operation that this KMS does not have.
record Refused<Q extends KmsRequest, R extends KmsResponse>(String name) implements Operation<Q, R> {
    @Override
    public R decide(Call call, Q request) {
        throw KmsErrors.unsupported("This KMS does not support " + name + ".");
    }
}
