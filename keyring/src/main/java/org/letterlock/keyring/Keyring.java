package org.letterlock.keyring;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.kms.KmsClient;

/// Makes mailbox and organization keys, and leases them to clients: DP-4 … DP-12 and DP-19 … DP-21. Thread-safe.
public final class Keyring implements AutoCloseable {
    /// @param kms   the KMS as the service: the caller of every `Encrypt` and `Decrypt`
    /// @param clock the wall clock
    /// @param nanos the monotonic clock (`System::nanoTime`)
    public Keyring(KmsClient kms, InstantSource clock, LongSupplier nanos) {
        throw new UnsupportedOperationException("stub");
    }

    /// Makes a key for `owner` and encrypts it under the CMK (DP-7): one `Encrypt` with the context of DP-21.
    public WrappedKey create(UUID organization, String organizationArn, String cmkArn, UUID owner)
            throws KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    /// The client's live lease, or a new one by one `Decrypt` (single-flight; a refusal is remembered for a second).
    public KeyLease lease(Client client, WrappedKey key) throws KeyUnavailableException {
        throw new UnsupportedOperationException("stub");
    }

    /// How many leases live now.
    public int liveLeases() {
        throw new UnsupportedOperationException("stub");
    }

    /// Ends all leases and wipes their keys.
    @Override
    public void close() {
        throw new UnsupportedOperationException("stub");
    }
}
