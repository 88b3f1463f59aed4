package org.letterlock.bench;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/// No KMS at all: gives back what it gets. For measurements of what lies beside the KMS.
final class EchoKms implements KmsClient {
    static final String CMK = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000";

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        return EncryptResponse.builder()
                .keyId(CMK)
                .ciphertextBlob(SdkBytes.fromByteArray(request.plaintext().asByteArray()))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        return DecryptResponse.builder()
                .keyId(CMK)
                .plaintext(SdkBytes.fromByteArray(request.ciphertextBlob().asByteArray()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
