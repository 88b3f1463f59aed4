package org.letterlock.keyring;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/// A mailbox key or an organization key as it is stored: the ciphertext that KMS `Encrypt`
/// returned, and what it is bound to. Equal if all of it is equal, the ciphertext by its bytes.
/// Immutable.
///
/// @param organization    the organization's id
/// @param organizationArn the value of the encryption context `aws:workmail:arn` (DP-21)
/// @param cmkArn          the organization's CMK; `Decrypt`'s answer must name it
/// @param owner           the mailbox's id, or the organization's id for the organization key
/// @param generation      which key of this owner, from 1
/// @param blob            the KMS ciphertext, 1 to 6,144 bytes
public record WrappedKey(
        UUID organization, String organizationArn, String cmkArn, UUID owner, int generation, byte[] blob) {
    /// The most bytes that KMS `Decrypt` takes.
    public static final int MAX_BLOB_BYTES = 6144;

    public WrappedKey {
        if (blob.length == 0 || blob.length > MAX_BLOB_BYTES) {
            throw new IllegalArgumentException("a wrapped key of " + blob.length + " bytes");
        }
        if (generation < 1) {
            throw new IllegalArgumentException("generation " + generation);
        }
        blob = blob.clone();
    }

    /// A copy.
    @Override
    public byte[] blob() {
        return blob.clone();
    }

    /// Whether this is an organization's own key, not a mailbox's.
    public boolean ofOrganization() {
        return owner.equals(organization);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedKey key
                && generation == key.generation
                && owner.equals(key.owner)
                && organization.equals(key.organization)
                && organizationArn.equals(key.organizationArn)
                && cmkArn.equals(key.cmkArn)
                && Arrays.equals(blob, key.blob);
    }

    /// Cheap on purpose: leases are looked up by it, and an owner has one key or two.
    @Override
    public int hashCode() {
        return Objects.hash(owner, generation);
    }

    @Override
    public String toString() {
        return "WrappedKey[owner=" + owner + ", generation=" + generation + "]";
    }
}
