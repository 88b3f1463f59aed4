package org.letterlock.crypt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// What is done with a public key alone. The keys are DER-encoded SubjectPublicKeyInfo (RFC 5280
/// §4.1).
public final class PublicKeys {
    private static final int ED25519_BYTES = 32;

    private PublicKeys() {}

    /// Whether `signature` (as [KeyPair#sign] makes it) is one over `message`; a malformed one is
    /// none.
    ///
    /// @param digested whether `message` is the scheme's digest already
    public static boolean verify(
            KeyPairKind kind,
            byte[] publicKey,
            SignatureScheme scheme,
            byte[] message,
            boolean digested,
            byte[] signature) {
        byte[] input = KeyPair.toSign(scheme, message, digested);
        if (scheme.family() == SignatureScheme.Family.ED25519) {
            return verifyEd25519(publicKey, scheme, input, signature);
        }
        try {
            Signature verifier = JceSignatures.of(kind, scheme);
            verifier.initVerify(parse(kind, publicKey));
            verifier.update(input);
            return verifier.verify(signature);
        } catch (java.security.SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(kind + " cannot verify " + scheme, e);
        }
    }

    private static boolean verifyEd25519(byte[] publicKey, SignatureScheme scheme, byte[] input, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        var key = new Ed25519PublicKeyParameters(publicKey, publicKey.length - ED25519_BYTES);
        boolean hashed = scheme == SignatureScheme.ED25519_PH;
        return key.verify(
                hashed ? Ed25519.Algorithm.Ed25519ph : Ed25519.Algorithm.Ed25519,
                hashed ? new byte[0] : null,
                input,
                0,
                input.length,
                signature,
                0);
    }

    /// RSAES-OAEP with MGF1 of the same hash and no label (RFC 8017 §7.1).
    ///
    /// @throws IllegalArgumentException if the plaintext is longer than [#maxOaepBytes]
    public static byte[] encryptOaep(KeyPairKind kind, byte[] publicKey, Digest digest, byte[] plaintext) {
        if (plaintext.length > maxOaepBytes(kind, digest)) {
            throw new IllegalArgumentException("at most " + maxOaepBytes(kind, digest) + " bytes");
        }
        try {
            var cipher = Oaep.cipher();
            cipher.init(javax.crypto.Cipher.ENCRYPT_MODE, parse(kind, publicKey), Oaep.parameters(digest));
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(kind + " cannot encrypt", e);
        }
    }

    public static int maxOaepBytes(KeyPairKind kind, Digest digest) {
        return kind.bits() / 8 - 2 * digest.bytes() - 2;
    }

    /// Whether these bytes are a public key of this kind whose point lies on the curve.
    public static boolean isValid(KeyPairKind kind, byte[] publicKey) {
        try {
            PublicKey key = parse(kind, publicKey);
            return !(key instanceof ECPublicKey ec) || isOnCurve(ec.getW(), ec.getParams(), kind);
        } catch (InvalidKeySpecException e) {
            return false;
        }
    }

    static PublicKey parse(KeyPairKind kind, byte[] publicKey) throws InvalidKeySpecException {
        try {
            return factory(kind).generatePublic(new X509EncodedKeySpec(publicKey));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("not a public key", e);
        }
    }

    static KeyFactory factory(KeyPairKind kind) {
        try {
            return kind == KeyPairKind.SECG_P256K1
                    ? KeyFactory.getInstance("EC", JceSignatures.bouncyCastle())
                    : KeyFactory.getInstance(kind.algorithm());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys of kind " + kind, e);
        }
    }

    private static boolean isOnCurve(ECPoint point, ECParameterSpec parameters, KeyPairKind kind) {
        if (!parameters.getOrder().equals(kind.order())
                || !(parameters.getCurve().getField() instanceof ECFieldFp field)) {
            return false;
        }
        var p = field.getP();
        var x = point.getAffineX();
        var y = point.getAffineY();
        var curve = parameters.getCurve();
        var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return isBelow(x, p)
                && isBelow(y, p)
                && y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private static boolean isBelow(BigInteger coordinate, BigInteger p) {
        return coordinate.signum() >= 0 && coordinate.compareTo(p) < 0;
    }
}
