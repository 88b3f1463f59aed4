package org.letterlock.crypt;

import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.jspecify.annotations.Nullable;

/// The kinds of key pairs there are here. An elliptic curve has the name by which both providers
/// know it.
public enum KeyPairKind {
    RSA_2048(2_048),
    RSA_3072(3_072),
    RSA_4096(4_096),
    NIST_P256("secp256r1", 256),
    NIST_P384("secp384r1", 384),
    NIST_P521("secp521r1", 521),
    SECG_P256K1("secp256k1", 256),
    ED25519(null, 255);

    private final @Nullable String curve;
    private final int bits;
    private final boolean rsa;

    KeyPairKind(int bits) {
        this.curve = null;
        this.bits = bits;
        this.rsa = true;
    }

    KeyPairKind(@Nullable String curve, int bits) {
        this.curve = curve;
        this.bits = bits;
        this.rsa = false;
    }

    public boolean isRsa() {
        return rsa;
    }

    /// Whether it is a curve for ECDSA; ECDH is done on the NIST ones.
    public boolean isWeierstrass() {
        return curve != null;
    }

    /// Of the RSA modulus, or of the curve's field.
    int bits() {
        return bits;
    }

    String curve() {
        if (curve == null) {
            throw new IllegalStateException(this + " has no named curve");
        }
        return curve;
    }

    /// The order of the curve's base point, which no two of these curves share.
    BigInteger order() {
        return SECNamedCurves.getByName(curve()).getN();
    }

    /// As JCE calls the keys.
    String algorithm() {
        if (rsa) {
            return "RSA";
        }
        return curve == null ? "Ed25519" : "EC";
    }
}
