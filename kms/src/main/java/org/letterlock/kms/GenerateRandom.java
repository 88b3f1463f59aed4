package org.letterlock.kms;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/// KMS GenerateRandom: 1 to 1,024 bytes.
record GenerateRandom(KmsCore core) implements Operation<GenerateRandomRequest, GenerateRandomResponse> {
    private static final int MAX_BYTES = 1_024;

    @Override
    public GenerateRandomResponse decide(Call call, GenerateRandomRequest request) {
        Inputs.refuseRecipient(request.recipient());
        if (request.customKeyStoreId() != null) {
            throw KmsErrors.unsupported("Custom key stores are not supported.");
        }
        int count = Inputs.required("numberOfBytes", request.numberOfBytes());
        if (count < 1 || count > MAX_BYTES) {
            throw KmsErrors.validation("numberOfBytes", "From 1 to " + MAX_BYTES);
        }
        core.authorizer().requireAccount(call, name(), "*");
        var bytes = new byte[count];
        core.random().nextBytes(bytes);
        return GenerateRandomResponse.builder()
                .plaintext(SdkBytes.fromByteArrayUnsafe(bytes))
                .build();
    }
}
