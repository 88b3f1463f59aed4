package org.letterlock.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A self-signed certificate made for one test, written in DER by hand so that tests need no library
/// and no stored key.
public record TestCertificate(KeyPair keys, X509Certificate certificate) {
    private static final String ECDSA_SHA256 = "300a06082a8648ce3d040302";
    private static final String RSA_SHA256 = "300d06092a864886f70d01010b0500";
    private static final String COMMON_NAME = "0603550403";
    private static final String SUBJECT_ALT_NAME = "0603551d11";

    /// P-256, for these DNS names (the first is the common name).
    public static TestCertificate ec(String... names) {
        return make("EC", 256, "SHA256withECDSA", ECDSA_SHA256, names);
    }

    public static TestCertificate rsa(String... names) {
        return make("RSA", 2048, "SHA256withRSA", RSA_SHA256, names);
    }

    private static TestCertificate make(String algorithm, int bits, String signing, String oid, String... names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            KeyPair keys = generator.generateKeyPair();
            byte[] toSign = body(keys, hex(oid), names);
            Signature signature = Signature.getInstance(signing);
            signature.initSign(keys.getPrivate());
            signature.update(toSign);
            byte[] der = tlv(0x30, toSign, hex(oid), tlv(0x03, new byte[] {0}, signature.sign()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new TestCertificate(keys, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] body(KeyPair keys, byte[] algorithm, String... names) {
        byte[] name = tlv(0x30, tlv(0x31, tlv(0x30, hex(COMMON_NAME), tlv(0x0c, text(names[0])))));
        byte[] validity = tlv(0x30, tlv(0x17, text("250101000000Z")), tlv(0x17, text("491231235959Z")));
        byte[][] alternatives = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            alternatives[i] = tlv(0x82, text(names[i]));
        }
        byte[] extension = tlv(0x30, hex(SUBJECT_ALT_NAME), tlv(0x04, tlv(0x30, alternatives)));
        return tlv(
                0x30,
                tlv(0xa0, hex("020102")),
                tlv(0x02, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                algorithm,
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                tlv(0xa3, tlv(0x30, extension)));
    }

    private static byte[] tlv(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            byte[] bytes = BigInteger.valueOf(length).toByteArray();
            int skip = bytes[0] == 0 ? 1 : 0;
            all.write(0x80 | (bytes.length - skip));
            all.write(bytes, skip, bytes.length - skip);
        } else {
            all.write(length);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public TlsIdentity identity() {
        return new TlsIdentity(keys.getPrivate(), List.of(certificate));
    }

    public TlsPolicy policy() {
        return new TlsPolicy(List.of(identity()));
    }

    /// Key and certificate, as a file would hold them.
    public String pem() throws GeneralSecurityException {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PRIVATE KEY-----\n"
                + encoder.encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
                + encoder.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /// A client's context that trusts these certificates alone.
    public static SSLContext trusting(TestCertificate... certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.length; i++) {
                store.setCertificateEntry("c" + i, certificates[i].certificate());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
