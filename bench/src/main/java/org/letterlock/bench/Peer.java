package org.letterlock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// A mail server that is put under load, whoever made it.
///
/// @param imap  the port with STARTTLS; 0 where there is none, as for the others
/// @param imaps the port with TLS from the start
/// @param smtp  the port that takes mail for the users
/// @param users their addresses, all with the same password; the first owns the folders that are read
record Peer(String host, int imap, int imaps, int smtp, SSLContext trust, List<String> users, String password) {
    String user(int number) {
        return users.get(number % users.size());
    }

    /// Trusts the certificates of a PEM file.
    static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(certificate)) {
            int number = 0;
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("server-" + number++, each);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return context(factory.getTrustManagers());
    }

    /// Trusts whoever answers: for a peer on this machine whose certificate nobody knows.
    static SSLContext trustingAnybody() throws GeneralSecurityException {
        return context(new TrustManager[] {new Anybody()});
    }

    private static SSLContext context(TrustManager @Nullable [] trusted) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted, null);
        return context;
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
