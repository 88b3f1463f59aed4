package org.letterlock.keyring;

import java.util.UUID;

/// A mailbox key or an organization key as it is stored: the ciphertext that KMS `Encrypt` returned, and what it is
/// bound to.
///
/// @param organization    the organization's id
/// @param organizationArn the value of the encryption context `aws:workmail:arn` (DP-21)
/// @param cmkArn          the organization's CMK; `Decrypt`'s answer must name it
/// @param owner           the mailbox's id, or the organization's id for the organization key
/// @param generation      which key of this owner
/// @param blob            the KMS ciphertext
public record WrappedKey(
        UUID organization, String organizationArn, String cmkArn, UUID owner, int generation, byte[] blob) {}
