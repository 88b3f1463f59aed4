package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Signatures over digests that were made already: the JDK's, and Bouncy Castle's for what the JDK
/// lacks (secp256k1, PSS over a digest).
final class JceSignatures {
    private static final int TRAILER = 1;

    private JceSignatures() {}

    static Signature of(KeyPairKind kind, SignatureScheme scheme) throws GeneralSecurityException {
        return switch (scheme.family()) {
            case PSS -> pss(scheme.digest());
            case PKCS1 -> Signature.getInstance("NONEwithRSA");
            case ECDSA ->
                kind == KeyPairKind.SECG_P256K1
                        ? Signature.getInstance("NONEwithECDSA", bouncyCastle())
                        : Signature.getInstance("NONEwithECDSA");
            case ED25519 -> throw new IllegalArgumentException("Ed25519 is not done by JCE");
        };
    }

    private static Signature pss(Digest digest) throws GeneralSecurityException {
        var signature = Signature.getInstance("NONEwithRSASSA-PSS", bouncyCastle());
        signature.setParameter(new PSSParameterSpec(
                digest.jceName(), "MGF1", new MGF1ParameterSpec(digest.jceName()), digest.bytes(), TRAILER));
        return signature;
    }

    /// Not among the process's providers: only who names it gets it.
    static Provider bouncyCastle() {
        return Lazy.PROVIDER;
    }

    private static final class Lazy {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }
}
