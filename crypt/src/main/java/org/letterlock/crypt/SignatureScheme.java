package org.letterlock.crypt;

/// The signature schemes, each with its hash. All but [#ED25519] sign a digest, which the caller may
/// make itself.
public enum SignatureScheme {
    RSA_PSS_SHA_256(Family.PSS, Digest.SHA_256),
    RSA_PSS_SHA_384(Family.PSS, Digest.SHA_384),
    RSA_PSS_SHA_512(Family.PSS, Digest.SHA_512),
    RSA_PKCS1_SHA_256(Family.PKCS1, Digest.SHA_256),
    RSA_PKCS1_SHA_384(Family.PKCS1, Digest.SHA_384),
    RSA_PKCS1_SHA_512(Family.PKCS1, Digest.SHA_512),
    ECDSA_SHA_256(Family.ECDSA, Digest.SHA_256),
    ECDSA_SHA_384(Family.ECDSA, Digest.SHA_384),
    ECDSA_SHA_512(Family.ECDSA, Digest.SHA_512),
    /// RFC 8032 §5.1: takes the whole message.
    ED25519(Family.ED25519, Digest.SHA_512),
    /// RFC 8032 §5.1, Ed25519ph without context.
    ED25519_PH(Family.ED25519, Digest.SHA_512);

    enum Family {
        PSS,
        PKCS1,
        ECDSA,
        ED25519
    }

    private final Family family;
    private final Digest digest;

    SignatureScheme(Family family, Digest digest) {
        this.family = family;
        this.digest = digest;
    }

    public Digest digest() {
        return digest;
    }

    public boolean takesDigests() {
        return this != ED25519;
    }

    Family family() {
        return family;
    }

    /// Whether a key of `kind` signs so.
    public boolean fits(KeyPairKind kind) {
        return switch (family) {
            case PSS, PKCS1 -> kind.isRsa();
            case ECDSA -> kind.isWeierstrass();
            case ED25519 -> kind == KeyPairKind.ED25519;
        };
    }
}
