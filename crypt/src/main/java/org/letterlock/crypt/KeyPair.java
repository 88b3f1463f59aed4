package org.letterlock.crypt;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// A private key and its public key. The private key lies in a [Secret] as PKCS #8 (RFC 5208); the
/// JCE's own objects live for one operation. Thread-safe.
public final class KeyPair implements AutoCloseable {
    private static final int AES_KEY_BYTES = 32;
    private static final int KWP_OVERHEAD_BYTES = 8;

    private final KeyPairKind kind;
    private final Secret privateKey;
    private final byte[] publicKey;

    private KeyPair(KeyPairKind kind, Secret privateKey, byte[] publicKey) {
        this.kind = kind;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /// Makes a pair. RSA takes long, up to seconds: never while holding a lock.
    public static KeyPair generate(KeyPairKind kind) {
        try {
            var generator = kind == KeyPairKind.SECG_P256K1
                    ? KeyPairGenerator.getInstance("EC", JceSignatures.bouncyCastle())
                    : KeyPairGenerator.getInstance(kind.algorithm());
            var random = CryptoProviders.process().random();
            if (kind.isRsa()) {
                generator.initialize(kind.bits(), random);
            } else if (kind.isWeierstrass()) {
                generator.initialize(new ECGenParameterSpec(kind.curve()), random);
            }
            var pair = generator.generateKeyPair();
            return new KeyPair(
                    kind,
                    Secret.take(pair.getPrivate().getEncoded()),
                    pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key pairs of kind " + kind, e);
        }
    }

    /// A pair from its private key, which is this object's from now on; empty (and the secret closed)
    /// if that is no PKCS #8 of a private key of this kind.
    public static Optional<KeyPair> of(KeyPairKind kind, Secret privateKey) {
        var publicKey = privateKey.expose(bytes -> publicKeyOf(kind, bytes));
        if (publicKey.isEmpty()) {
            privateKey.close();
        }
        return publicKey.map(bytes -> new KeyPair(kind, privateKey, bytes));
    }

    private static Optional<byte[]> publicKeyOf(KeyPairKind kind, byte[] pkcs8) {
        try {
            PrivateKey key = parse(kind, pkcs8);
            return switch (key) {
                case RSAPrivateCrtKey rsa -> rsaPublicKey(kind, rsa);
                case ECPrivateKey ignored -> ecPublicKey(kind, pkcs8);
                default -> Optional.of(ed25519PublicKey(pkcs8));
            };
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> rsaPublicKey(KeyPairKind kind, RSAPrivateCrtKey key)
            throws InvalidKeySpecException {
        if (key.getModulus().bitLength() != kind.bits()
                || !key.getPrimeP().multiply(key.getPrimeQ()).equals(key.getModulus())) {
            return Optional.empty();
        }
        return Optional.of(PublicKeys.factory(kind)
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                .getEncoded());
    }

    private static Optional<byte[]> ecPublicKey(KeyPairKind kind, byte[] pkcs8) throws IOException {
        var key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
        var domain = key.getParameters();
        if (!domain.getN().equals(kind.order())) {
            return Optional.empty();
        }
        var point = new FixedPointCombMultiplier().multiply(domain.getG(), key.getD());
        var bytes = encoded(
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(new ECPublicKeyParameters(point, domain)));
        return PublicKeys.isValid(kind, bytes) ? Optional.of(bytes) : Optional.empty();
    }

    private static byte[] ed25519PublicKey(byte[] pkcs8) throws IOException {
        var key = (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
        return encoded(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.generatePublicKey()));
    }

    private static byte[] encoded(SubjectPublicKeyInfo info) throws IOException {
        return info.getEncoded("DER");
    }

    public KeyPairKind kind() {
        return kind;
    }

    /// PKCS #8; stays this object's.
    public Secret privateKey() {
        return privateKey;
    }

    /// DER-encoded SubjectPublicKeyInfo.
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /// A signature: as RFC 8017 and RFC 8032 say, and DER for ECDSA (RFC 3279 §2.2.3).
    ///
    /// @param digested whether `message` is the scheme's digest already
    /// @throws IllegalArgumentException if the scheme does not fit the key, or the digest's length is
    ///     wrong
    public byte[] sign(SignatureScheme scheme, byte[] message, boolean digested) {
        if (!scheme.fits(kind)) {
            throw new IllegalArgumentException(kind + " does not sign with " + scheme);
        }
        byte[] input = toSign(scheme, message, digested);
        return privateKey.expose(bytes -> scheme.family() == SignatureScheme.Family.ED25519
                ? signEd25519(bytes, scheme, input)
                : sign(bytes, scheme, input));
    }

    private byte[] sign(byte[] pkcs8, SignatureScheme scheme, byte[] input) {
        try {
            Signature signature = JceSignatures.of(kind, scheme);
            signature.initSign(parse(kind, pkcs8), CryptoProviders.process().random());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(kind + " cannot sign with " + scheme, e);
        }
    }

    private static byte[] signEd25519(byte[] pkcs8, SignatureScheme scheme, byte[] input) {
        try {
            var key = (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            boolean hashed = scheme == SignatureScheme.ED25519_PH;
            key.sign(
                    hashed ? Ed25519.Algorithm.Ed25519ph : Ed25519.Algorithm.Ed25519,
                    hashed ? new byte[0] : null,
                    input,
                    0,
                    input.length,
                    signature,
                    0);
            return signature;
        } catch (IOException e) {
            throw new IllegalStateException("this was a private key when it was taken", e);
        }
    }

    /// What goes into the signature: the message, its digest, or that with PKCS #1's prefix.
    static byte[] toSign(SignatureScheme scheme, byte[] message, boolean digested) {
        if (digested
                && (!scheme.takesDigests() || message.length != scheme.digest().bytes())) {
            throw new IllegalArgumentException("not a digest for " + scheme);
        }
        if (!scheme.takesDigests()) {
            return message;
        }
        byte[] digest = digested ? message : scheme.digest().of(message);
        if (scheme.family() != SignatureScheme.Family.PKCS1) {
            return digest;
        }
        byte[] prefix = scheme.digest().digestInfo();
        byte[] both = Arrays.copyOf(prefix, prefix.length + digest.length);
        System.arraycopy(digest, 0, both, prefix.length, digest.length);
        return both;
    }

    /// Opens RSAES-OAEP; empty for whatever was not encrypted for this key with this hash.
    public Optional<byte[]> decryptOaep(Digest digest, byte[] ciphertext) {
        if (!kind.isRsa()) {
            throw new IllegalStateException(kind + " does not decrypt");
        }
        return privateKey.expose(bytes -> {
            try {
                var cipher = Oaep.cipher();
                cipher.init(Cipher.DECRYPT_MODE, parse(kind, bytes), Oaep.parameters(digest));
                return Optional.of(cipher.doFinal(ciphertext));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }

    /// Opens an AES key under RSAES-OAEP, and what is wrapped under that AES key with padding (RFC
    /// 5649): how keys longer than RSA takes are imported. Empty for whatever is not that.
    public Optional<byte[]> unwrap(Digest digest, byte[] wrapped) {
        int rsaBytes = kind.bits() / 8;
        if (wrapped.length < rsaBytes + 2 * KWP_OVERHEAD_BYTES) {
            return Optional.empty();
        }
        return decryptOaep(digest, Arrays.copyOf(wrapped, rsaBytes))
                .filter(aes -> aes.length == AES_KEY_BYTES)
                .flatMap(aes -> unwrap(aes, Arrays.copyOfRange(wrapped, rsaBytes, wrapped.length)));
    }

    private static Optional<byte[]> unwrap(byte[] aes, byte[] wrapped) {
        var key = new HeapKey("AES", aes);
        try {
            var cipher = Cipher.getInstance("AES/KWP/NoPadding", CryptoProviders.jdk());
            cipher.init(Cipher.DECRYPT_MODE, key);
            return Optional.of(cipher.doFinal(wrapped));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        } finally {
            key.destroy();
        }
    }

    /// ECDH (SP 800-56A §5.7.1.2) with a public key of the same kind: the x coordinate. Empty if
    /// `peer` is no such key.
    public Optional<byte[]> agree(byte[] peer) {
        if (!PublicKeys.isValid(kind, peer)) {
            return Optional.empty();
        }
        return privateKey.expose(bytes -> {
            try {
                var agreement = KeyAgreement.getInstance("ECDH");
                agreement.init(parse(kind, bytes));
                agreement.doPhase(PublicKeys.parse(kind, peer), true);
                return Optional.of(agreement.generateSecret());
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }

    private static PrivateKey parse(KeyPairKind kind, byte[] pkcs8) throws InvalidKeySpecException {
        return PublicKeys.factory(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    @Override
    public void close() {
        privateKey.close();
    }
}
