package org.letterlock.kms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.letterlock.crypt.Digest;
import org.letterlock.crypt.KeyPairKind;
import org.letterlock.crypt.SignatureScheme;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Which algorithms a key of each spec has, and what they are to `crypt`.
final class Algorithms {
    private static final Map<SigningAlgorithmSpec, SignatureScheme> SCHEMES = Map.ofEntries(
            Map.entry(SigningAlgorithmSpec.RSASSA_PSS_SHA_256, SignatureScheme.RSA_PSS_SHA_256),
            Map.entry(SigningAlgorithmSpec.RSASSA_PSS_SHA_384, SignatureScheme.RSA_PSS_SHA_384),
            Map.entry(SigningAlgorithmSpec.RSASSA_PSS_SHA_512, SignatureScheme.RSA_PSS_SHA_512),
            Map.entry(SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256, SignatureScheme.RSA_PKCS1_SHA_256),
            Map.entry(SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_384, SignatureScheme.RSA_PKCS1_SHA_384),
            Map.entry(SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_512, SignatureScheme.RSA_PKCS1_SHA_512),
            Map.entry(SigningAlgorithmSpec.ECDSA_SHA_256, SignatureScheme.ECDSA_SHA_256),
            Map.entry(SigningAlgorithmSpec.ECDSA_SHA_384, SignatureScheme.ECDSA_SHA_384),
            Map.entry(SigningAlgorithmSpec.ECDSA_SHA_512, SignatureScheme.ECDSA_SHA_512),
            Map.entry(SigningAlgorithmSpec.ED25519_SHA_512, SignatureScheme.ED25519),
            Map.entry(SigningAlgorithmSpec.ED25519_PH_SHA_512, SignatureScheme.ED25519_PH));

    private static final Map<EncryptionAlgorithmSpec, Digest> OAEP = Map.of(
            EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1, Digest.SHA_1,
            EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256, Digest.SHA_256);

    private Algorithms() {}

    static List<EncryptionAlgorithmSpec> encryption(KmsKey key) {
        return key.isSymmetric()
                ? List.of(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                : List.of(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256);
    }

    /// In the order of the SDK's names.
    static List<SigningAlgorithmSpec> signing(KeySpec spec) {
        return KeyForm.pair(spec).stream()
                .flatMap(kind -> Arrays.stream(SigningAlgorithmSpec.values())
                        .filter(algorithm -> scheme(algorithm, kind).isPresent()))
                .toList();
    }

    /// The scheme, if a key of this kind has it: an elliptic curve goes with one hash.
    static Optional<SignatureScheme> scheme(SigningAlgorithmSpec algorithm, KeyPairKind kind) {
        return Optional.ofNullable(SCHEMES.get(algorithm))
                .filter(scheme -> scheme.fits(kind))
                .filter(scheme -> switch (kind) {
                    case NIST_P256, SECG_P256K1 -> scheme.digest() == Digest.SHA_256;
                    case NIST_P384 -> scheme.digest() == Digest.SHA_384;
                    case NIST_P521 -> scheme.digest() == Digest.SHA_512;
                    case RSA_2048, RSA_3072, RSA_4096, ED25519 -> true;
                });
    }

    static List<MacAlgorithmSpec> mac(KeySpec spec) {
        return KeyForm.mac(spec).map(digest -> List.of(mac(digest))).orElse(List.of());
    }

    private static MacAlgorithmSpec mac(Digest digest) {
        return switch (digest) {
            case SHA_224 -> MacAlgorithmSpec.HMAC_SHA_224;
            case SHA_256 -> MacAlgorithmSpec.HMAC_SHA_256;
            case SHA_384 -> MacAlgorithmSpec.HMAC_SHA_384;
            case SHA_512 -> MacAlgorithmSpec.HMAC_SHA_512;
            case SHA_1 -> throw new IllegalArgumentException("no key has HMAC_SHA_1");
        };
    }

    /// The hash of an OAEP; empty for what is none.
    static Optional<Digest> oaep(EncryptionAlgorithmSpec algorithm) {
        return Optional.ofNullable(OAEP.get(algorithm));
    }
}
