package org.letterlock.mailbox;

import java.util.concurrent.locks.LockSupport;
import org.letterlock.keyring.KeyUnavailableException;

/// Follows one client's leases, from the end of one to the next, until the KMS refuses one.
final class LeaseWatch implements Mailbox.Vigil, Holders.Held {
    private static final long PAUSE_NANOS = 250_000_000;

    private final Holders holders;
    private final SealedContent.Leases leases;
    private final Runnable refused;
    private volatile boolean closed;

    LeaseWatch(Holders holders, SealedContent.Leases leases, Runnable refused) {
        this.holders = holders;
        this.leases = leases;
        this.refused = refused;
    }

    void follow() throws KeyUnavailableException {
        var lease = leases.live();
        holders.enter(lease);
        holders.hold(lease, this);
        if (closed) {
            holders.release(this);
        }
    }

    /// The lease has ended; this runs on the keyring's thread, which must not wait for the KMS.
    @Override
    public void drop() {
        if (!closed) {
            Thread.ofVirtual().name("letterlock-vigil").start(this::next);
        }
    }

    private void next() {
        while (!closed) {
            try {
                follow();
                return;
            } catch (KeyUnavailableException e) {
                tellRefused();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private synchronized void tellRefused() {
        if (!closed) {
            refused.run();
        }
    }

    /// `refused` runs no more when this returns.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        holders.release(this);
    }
}
