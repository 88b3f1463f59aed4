package org.letterlock.keyring;

import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// The grant by which the service may use an organization's CMK, and nothing else may (DP-19,
/// DP-20): for `Encrypt` and `Decrypt`, with exactly the organization's context.
///
/// @param service   the grantee, e.g. `workmail.eu-west-1.amazonaws.com`; it may retire the grant
///     too, so that a creation that failed half-way leaves none behind
/// @param name      the organization's id as printed: makes the grant idempotent
/// @param arn       the organization's ARN
/// @param cmkArn    its CMK
public record ServiceGrant(String service, String name, String arn, String cmkArn) {
    /// Creates the grant on behalf of an administrator, or finds it. What the KMS throws is not
    /// changed.
    ///
    /// @param administrator the KMS as the administrator, through this service
    /// @return the grant's id
    public String create(KmsClient administrator) {
        var request = CreateGrantRequest.builder()
                .keyId(cmkArn)
                .name(name)
                .granteePrincipal(service)
                .retiringPrincipal(service)
                .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                .constraints(c -> c.encryptionContextEquals(Map.of(ServiceCalls.CONTEXT_KEY, arn)))
                .build();
        return administrator.createGrant(request).grantId();
    }
}
