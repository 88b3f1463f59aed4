package org.letterlock.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses the certificate by the name that the client asks for, else the first whose key fits. An
/// alias is an identity's index.
final class SniKeyManager extends X509ExtendedKeyManager {
    private static final int DNS_NAME = 2;

    private final List<TlsIdentity> identities;

    SniKeyManager(List<TlsIdentity> identities) {
        this.identities = List.copyOf(identities);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        List<Integer> fitting = fitting(keyType);
        String asked = engine == null ? "" : askedName(engine);
        return fitting.stream()
                .filter(index -> isFor(identities.get(index), asked))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .map(String::valueOf)
                .orElse(null);
    }

    private List<Integer> fitting(String keyType) {
        return IntStream.range(0, identities.size())
                .filter(index -> identities.get(index).key().getAlgorithm().equals(keyType))
                .boxed()
                .toList();
    }

    private static String askedName(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name.getType() == StandardConstants.SNI_HOST_NAME) {
                    return new SNIHostName(name.getEncoded()).getAsciiName();
                }
            }
        }
        return "";
    }

    private static boolean isFor(TlsIdentity identity, String name) {
        return !name.isEmpty()
                && dnsNames(identity.chain().getFirst()).stream().anyMatch(pattern -> matches(pattern, name));
    }

    /// RFC 9525 §6.3: a wildcard stands for one whole leftmost label.
    private static boolean matches(String pattern, String name) {
        if (pattern.startsWith("*.")) {
            int dot = name.indexOf('.');
            return dot > 0 && pattern.substring(1).equalsIgnoreCase(name.substring(dot));
        }
        return pattern.equalsIgnoreCase(name);
    }

    private static List<String> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(DNS_NAME))
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return fitting(keyType).stream().map(String::valueOf).toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
