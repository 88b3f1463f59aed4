package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSAES-OAEP by the JDK, with MGF1 of the same hash (RFC 8017 §7.1).
final class Oaep {
    private Oaep() {}

    static Cipher cipher() {
        try {
            return Cipher.getInstance("RSA/ECB/OAEPPadding", CryptoProviders.jdk());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has RSAES-OAEP", e);
        }
    }

    static OAEPParameterSpec parameters(Digest digest) {
        return new OAEPParameterSpec(
                digest.jceName(), "MGF1", new MGF1ParameterSpec(digest.jceName()), PSource.PSpecified.DEFAULT);
    }
}
