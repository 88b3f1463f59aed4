package org.letterlock.wire;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A private key and the chain of its certificate, the server's own first.
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    public TlsIdentity {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        chain = List.copyOf(chain);
    }

    /// From PEM text with one PKCS #8 key (RSA, EC or EdDSA) and one certificate or more, in any order.
    ///
    /// @throws IllegalArgumentException says what is missing; quotes nothing
    public static TlsIdentity ofPem(String pem) {
        try {
            List<X509Certificate> chain = chain(pem);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("no BEGIN CERTIFICATE in the PEM file");
            }
            return new TlsIdentity(key(pem, chain.getFirst().getPublicKey().getAlgorithm()), chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the PEM file's key or certificate cannot be read", e);
        }
    }

    private static PrivateKey key(String pem, String algorithm) throws GeneralSecurityException {
        Matcher match = KEY.matcher(pem);
        if (!match.find()) {
            throw new IllegalArgumentException(
                    "no BEGIN PRIVATE KEY in the PEM file (for other forms: openssl pkcs8 -topk8 -nocrypt)");
        }
        byte[] der = Base64.getMimeDecoder().decode(match.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static List<X509Certificate> chain(String pem) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (Matcher match = CERTIFICATE.matcher(pem); match.find(); ) {
            byte[] bytes = match.group().getBytes(StandardCharsets.US_ASCII);
            Certificate one = factory.generateCertificate(new ByteArrayInputStream(bytes));
            chain.add((X509Certificate) one);
        }
        return chain;
    }

    /// Names the certificate is for, never the key.
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
