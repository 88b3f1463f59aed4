package org.letterlock.wire;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// What TLS this server speaks: 1.2 and 1.3, and only suites with forward secrecy and authenticated
/// encryption (DP-24, RFC 9325). Sessions resume by tickets whose keys the JDK renews hourly. The
/// certificate is chosen by the name that the client asks for (SNI); else the first one is shown.
/// Immutable, thread-safe.
public final class TlsPolicy {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };
    private static final int SESSIONS = 20_000;
    private static final int SESSION_SECONDS = 3_600;

    private final SSLContext context;

    /// @param identities at least one; the first is the default
    public TlsPolicy(List<TlsIdentity> identities) {
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new SniKeyManager(identities)}, null, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
        context.getServerSessionContext().setSessionCacheSize(SESSIONS);
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
    }

    /// From one PEM text with a PKCS #8 private key and its certificates, the server's own first.
    public static TlsPolicy ofPem(String pem) {
        return new TlsPolicy(List.of(TlsIdentity.ofPem(pem)));
    }

    /// For servers that bring their own transport (HTTP): the context; [#parameters] go with it.
    public SSLContext context() {
        return context;
    }

    /// A fresh copy of what every engine is set to.
    public SSLParameters parameters() {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(SUITES);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setWantClientAuth(false);
        return parameters;
    }

    /// A server's engine for one connection.
    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters());
        return engine;
    }
}
