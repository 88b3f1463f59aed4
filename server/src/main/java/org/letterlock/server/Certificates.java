package org.letterlock.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/// Trust in the one certificate that a server shows.
final class Certificates {
    private Certificates() {}

    static TlsTrustManagersProvider trusting(Path pem) throws CommandException {
        TrustManager[] managers = trustManagers(pem);
        return () -> managers;
    }

    static SSLContext client(Path pem) throws CommandException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(pem), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS on this platform", e);
        }
    }

    private static TrustManager[] trustManagers(Path pem) throws CommandException {
        try (var in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException("the certificate " + pem + " cannot be read");
        } catch (GeneralSecurityException e) {
            throw new CommandException("the certificate " + pem + " is not a PEM certificate");
        }
    }
}
