package org.letterlock.kms;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/// What all uses of a symmetric key have in common: authorization with the encryption context, then
/// the key's state, then its kind.
final class SymmetricUse {
    private SymmetricUse() {}

    static void allow(KmsCore core, Call call, KmsKey key, String operation, EncryptionContext context) {
        core.authorizer().require(call, key, operation, context.pairs(), conditions());
        key.requireEnabled();
        key.requireSymmetricEncryption(operation);
    }

    static Map<String, List<String>> conditions() {
        return Map.of("kms:EncryptionAlgorithm", List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT.toString()));
    }

    /// @param algorithm the request's; null: the default
    static void checkAlgorithm(KmsKey key, @Nullable String algorithm) {
        if (algorithm != null && !algorithm.equals(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT.toString())) {
            throw KmsErrors.invalidKeyUsage(
                    "Algorithm is incompatible with key spec " + key.spec() + ": only SYMMETRIC_DEFAULT is.");
        }
    }

    static MaterialId material(KmsKey key) {
        if (key.material() == null) {
            throw new IllegalStateException("a symmetric key has material");
        }
        return key.material();
    }
}
