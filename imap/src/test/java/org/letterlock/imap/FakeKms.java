package org.letterlock.imap;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/// A KMS that remembers what it encrypted, counts its decryptions, and refuses them when it is told to.
final class FakeKms implements KmsClient {
    static final String CMK = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";

    final AtomicInteger decrypts = new AtomicInteger();
    volatile boolean refusing;
    private final Map<String, byte[]> plaintexts = new ConcurrentHashMap<>();

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        String name = UUID.randomUUID().toString();
        plaintexts.put(name, request.plaintext().asByteArray());
        return EncryptResponse.builder()
                .keyId(request.keyId())
                .ciphertextBlob(SdkBytes.fromUtf8String(name))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        decrypts.incrementAndGet();
        if (refusing) {
            throw DisabledException.builder().statusCode(400).build();
        }
        byte[] plaintext =
                Objects.requireNonNull(plaintexts.get(request.ciphertextBlob().asUtf8String()));
        return DecryptResponse.builder()
                .keyId(CMK)
                .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext.clone()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
