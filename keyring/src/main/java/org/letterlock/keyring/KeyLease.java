package org.letterlock.keyring;

import org.letterlock.crypt.Place;
import org.letterlock.crypt.Sealed;
import org.letterlock.crypt.Sealer;

/// One client's use of one mailbox or organization key for at most a minute (DP-12). Shared by all connections of the
/// client, never prolonged. Thread-safe.
///
/// Whoever holds something that was decrypted checks [#check()] before each use and drops it in [#onEnd].
public final class KeyLease {
    KeyLease() {}

    public WrappedKey key() {
        throw new UnsupportedOperationException("stub");
    }

    public boolean live() {
        throw new UnsupportedOperationException("stub");
    }

    /// @throws KeyUnavailableException.Expired if the minute is over by the monotonic or the wall clock
    public void check() throws KeyUnavailableException.Expired {
        throw new UnsupportedOperationException("stub");
    }

    /// The sealer of one purpose, derived once a lease and closed with it; not to be closed or kept by the caller.
    public Sealer sealer(Purpose purpose) throws KeyUnavailableException.Expired {
        throw new UnsupportedOperationException("stub");
    }

    /// Wraps a message key under the mailbox key (DP-5).
    public Sealed wrap(Place place, MessageKey key) throws KeyUnavailableException.Expired {
        throw new UnsupportedOperationException("stub");
    }

    public MessageKey unwrap(Place place, Sealed wrapped)
            throws KeyUnavailableException.Expired, org.letterlock.crypt.TamperedException {
        throw new UnsupportedOperationException("stub");
    }

    /// Runs `action` once when the lease ends (at once if it has ended), on a thread of the keyring; it must not block.
    public void onEnd(Runnable action) {
        throw new UnsupportedOperationException("stub");
    }
}
