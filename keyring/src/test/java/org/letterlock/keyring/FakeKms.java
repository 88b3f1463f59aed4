package org.letterlock.keyring;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

/// A KMS that keeps what it encrypts in a table, masked, so that it holds no plaintext either.
/// Counts its calls; says no for the CMKs that are revoked; does what a test wants to happen
/// meanwhile.
final class FakeKms implements KmsClient {
    static final String CMK = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    static final String OTHER_CMK = "arn:aws:kms:eu-west-1:111122223333:key/99999999-2222-3333-4444-555555555555";

    final List<EncryptRequest> encrypts = new CopyOnWriteArrayList<>();
    final List<DecryptRequest> decrypts = new CopyOnWriteArrayList<>();
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    /// Runs within each `Decrypt`, after it was counted and before it is answered.
    volatile Runnable meanwhile = () -> {};
    /// What each call throws, if anything.
    volatile @Nullable RuntimeException failure;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    private record Entry(String cmk, Map<String, String> context, byte[] mask, byte[] masked) {}

    /// Refuses as AWS does when no grant allows it.
    private static RuntimeException denied() {
        return KmsException.builder()
                .message("The ciphertext refers to a customer master key that does not exist, does not exist in this"
                        + " region, or you are not allowed to access.")
                .statusCode(400)
                .build();
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        encrypts.add(request.toBuilder().plaintext(null).build());
        refuse(request.keyId());
        String name = UUID.randomUUID().toString();
        byte[] plaintext = request.plaintext().asByteArrayUnsafe();
        byte[] mask = new byte[plaintext.length];
        random.nextBytes(mask);
        entries.put(name, new Entry(request.keyId(), request.encryptionContext(), mask, xor(plaintext, mask)));
        return EncryptResponse.builder()
                .keyId(request.keyId())
                .ciphertextBlob(SdkBytes.fromUtf8String(name))
                .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        decrypts.add(request);
        meanwhile.run();
        var entry = entries.get(request.ciphertextBlob().asUtf8String());
        if (entry == null || !entry.context().equals(request.encryptionContext())) {
            throw InvalidCiphertextException.builder().build();
        }
        refuse(entry.cmk());
        return DecryptResponse.builder()
                .keyId(entry.cmk())
                .plaintext(SdkBytes.fromByteArrayUnsafe(xor(entry.masked(), entry.mask())))
                .build();
    }

    private void refuse(String cmk) {
        var thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        if (revoked.contains(cmk)) {
            throw denied();
        }
    }

    /// The key of a blob, masked with what [#mask] gives: a test that looks for it must not hold
    /// it.
    byte[] masked(WrappedKey key) {
        return keyPart(entry(key).masked());
    }

    byte[] mask(WrappedKey key) {
        return keyPart(entry(key).mask());
    }

    private Entry entry(WrappedKey key) {
        var entry = entries.get(new String(key.blob(), java.nio.charset.StandardCharsets.UTF_8));
        if (entry == null) {
            throw new IllegalArgumentException("not a key of this KMS");
        }
        return entry;
    }

    private static byte[] keyPart(byte[] plaintext) {
        return java.util.Arrays.copyOfRange(plaintext, plaintext.length - KeyPlaintext.KEY_BYTES, plaintext.length);
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
