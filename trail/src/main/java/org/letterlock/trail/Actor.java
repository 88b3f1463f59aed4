package org.letterlock.trail;

import org.jspecify.annotations.Nullable;

/// Who made a call, as an event's `userIdentity`, `sourceIPAddress`, `userAgent` and `tlsDetails`
/// tell.
public sealed interface Actor {
    /// A service that called for itself. Its events have the members of the samples in the
    /// data-protection reference.
    record Service(String name) implements Actor {}

    /// Somebody who signed a request, maybe through a service.
    ///
    /// @param type      `Root` or `IAMUser`
    /// @param userName  null for the account itself
    /// @param invokedBy the service that called on their behalf; null for a direct call
    /// @param tls       null when the request did not come over TLS
    record Signer(
            String type,
            String principalId,
            String arn,
            String accountId,
            String accessKeyId,
            @Nullable String userName,
            @Nullable String invokedBy,
            String sourceIp,
            String userAgent,
            @Nullable Tls tls)
            implements Actor {
        /// @param version e.g. `TLSv1.3`
        /// @param host    the host that the client asked for
        public record Tls(String version, String cipherSuite, String host) {}
    }

    /// The key management service itself, e.g. when it makes an AWS-managed key.
    record Internal(String accountId) implements Actor {}
}
