package org.letterlock.keyring;

import java.util.function.LongSupplier;

/// One `Decrypt` for one client and key, and its answer: under way, granted for the rest of the
/// minute, or denied and remembered for a moment. All that ask meanwhile share it. Thread-safe.
final class Flight {
    private final Pending<KeyLease> answer;
    private final long rememberNanos;

    /// @param nanos         the monotonic clock by which a denial is remembered
    /// @param rememberNanos for how long
    /// @param within        how long those that wait are willing to, in real nanoseconds
    Flight(LongSupplier nanos, long rememberNanos, long within) {
        this.answer = new Pending<>(nanos, within);
        this.rememberNanos = rememberNanos;
    }

    /// A lease that comes when nobody waits any more is wiped.
    void grant(KeyLease lease) {
        if (!answer.grant(lease)) {
            lease.end();
        }
    }

    void deny(KeyUnavailableException why) {
        answer.deny(why);
    }

    KeyLease await() throws KeyUnavailableException {
        return answer.await();
    }

    /// Whether anybody can still take the answer.
    boolean wanted() {
        return answer.open();
    }

    /// Whether another that asks may share this one.
    boolean current() {
        if (answer.open()) {
            return true;
        }
        var lease = answer.value();
        return lease != null ? lease.live() : answer.deniedFor() < rememberNanos;
    }

    boolean live() {
        var lease = answer.value();
        return lease != null && lease.live();
    }

    /// Ends the lease, if there is one; those that still wait get
    /// [KeyUnavailableException.Unreachable].
    void end() {
        answer.deny(new KeyUnavailableException.Unreachable("the keyring is closing", null));
        var lease = answer.value();
        if (lease != null) {
            lease.end();
        }
    }
}
