package org.letterlock.kms;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.Digest;
import org.letterlock.crypt.KeyPairKind;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// The kind and use of a key that is asked for, and what cryptography they mean.
record KeyForm(KeySpec spec, KeyUsageType usage) {
    private static final Map<KeySpec, KeyPairKind> PAIRS = Map.of(
            KeySpec.RSA_2048, KeyPairKind.RSA_2048,
            KeySpec.RSA_3072, KeyPairKind.RSA_3072,
            KeySpec.RSA_4096, KeyPairKind.RSA_4096,
            KeySpec.ECC_NIST_P256, KeyPairKind.NIST_P256,
            KeySpec.ECC_NIST_P384, KeyPairKind.NIST_P384,
            KeySpec.ECC_NIST_P521, KeyPairKind.NIST_P521,
            KeySpec.ECC_SECG_P256_K1, KeyPairKind.SECG_P256K1,
            KeySpec.ECC_NIST_EDWARDS25519, KeyPairKind.ED25519);

    private static final Map<KeySpec, Digest> MACS = Map.of(
            KeySpec.HMAC_224, Digest.SHA_224,
            KeySpec.HMAC_256, Digest.SHA_256,
            KeySpec.HMAC_384, Digest.SHA_384,
            KeySpec.HMAC_512, Digest.SHA_512);

    private static final Set<KeySpec> AGREEING =
            Set.of(KeySpec.ECC_NIST_P256, KeySpec.ECC_NIST_P384, KeySpec.ECC_NIST_P521);

    boolean isSymmetric() {
        return spec == KeySpec.SYMMETRIC_DEFAULT;
    }

    /// Empty for a key that is no pair.
    static Optional<KeyPairKind> pair(KeySpec spec) {
        return Optional.ofNullable(PAIRS.get(spec));
    }

    static boolean isPair(KmsKey key) {
        return PAIRS.containsKey(key.spec());
    }

    /// Empty for a key that is none for HMAC.
    static Optional<Digest> mac(KeySpec spec) {
        return Optional.ofNullable(MACS.get(spec));
    }

    static KeyForm of(CreateKeyRequest request) {
        var spec = spec(request);
        @Nullable KeyUsageType usage = request.keyUsage();
        if (usage == null && spec != KeySpec.SYMMETRIC_DEFAULT) {
            throw KmsErrors.invalid("You must specify a KeyUsage value for an asymmetric KMS key.");
        }
        var form = new KeyForm(spec, usage == null ? KeyUsageType.ENCRYPT_DECRYPT : usage);
        if (!form.isPossible()) {
            throw KmsErrors.invalid(
                    "KeyUsage " + request.keyUsageAsString() + " is not compatible with KeySpec " + spec);
        }
        return form;
    }

    private static KeySpec spec(CreateKeyRequest request) {
        var older = request.customerMasterKeySpecAsString();
        var text = request.keySpecAsString() == null ? older : request.keySpecAsString();
        if (request.keySpecAsString() != null && older != null) {
            throw KmsErrors.invalid("You cannot specify KeySpec and CustomerMasterKeySpec in the same request.");
        }
        var spec = text == null ? KeySpec.SYMMETRIC_DEFAULT : KeySpec.fromValue(text);
        boolean known = spec == KeySpec.SYMMETRIC_DEFAULT || PAIRS.containsKey(spec) || MACS.containsKey(spec);
        if (!known) {
            throw KmsErrors.unsupported("KeySpec " + text + " is not supported.");
        }
        return spec;
    }

    private boolean isPossible() {
        return switch (usage) {
            case ENCRYPT_DECRYPT ->
                isSymmetric() || pair(spec).map(KeyPairKind::isRsa).orElse(false);
            case SIGN_VERIFY -> PAIRS.containsKey(spec);
            case GENERATE_VERIFY_MAC -> MACS.containsKey(spec);
            case KEY_AGREEMENT -> AGREEING.contains(spec);
            default -> false;
        };
    }
}
