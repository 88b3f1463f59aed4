package org.letterlock.iam;

import org.jspecify.annotations.Nullable;

/// Where a signed request came from, as its event tells.
///
/// @param sourceIp  the peer's address
/// @param userAgent what the client calls itself; cut to 256 characters
/// @param tls       null when the request did not come over TLS
public record Origin(
        String sourceIp, String userAgent, @Nullable Tls tls) {
    /// A call inside this process.
    public static final Origin IN_PROCESS = new Origin("127.0.0.1", "letterlock", null);

    private static final int MAX_USER_AGENT = 256;

    public Origin {
        userAgent = userAgent.substring(0, Math.min(userAgent.length(), MAX_USER_AGENT));
    }

    /// @param version e.g. `TLSv1.3`
    /// @param host    the host that the client asked for
    public record Tls(String version, String cipherSuite, String host) {}
}
