package org.letterlock.keyring;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One `Decrypt` for one client and key, and its answer: under way, granted for the rest of the minute, or denied and
/// remembered for a moment. All that ask meanwhile share it. Thread-safe.
final class Flight {
    private final Pending<KeyLease> answer;
    private final LongSupplier nanos;
    private final long rememberNanos;
    /// When the denial was first seen; guarded by this.
    private @Nullable Long deniedAt;

    /// @param nanos         the monotonic clock by which a denial is remembered
    /// @param rememberNanos for how long
    /// @param within        how long those that wait are willing to, in real nanoseconds
    Flight(LongSupplier nanos, long rememberNanos, long within) {
        this.answer = new Pending<>(within);
        this.nanos = nanos;
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
        return lease != null ? lease.live() : remembered();
    }

    private synchronized boolean remembered() {
        if (deniedAt == null) {
            deniedAt = nanos.getAsLong();
        }
        return nanos.getAsLong() - deniedAt < rememberNanos;
    }

    boolean live() {
        var lease = answer.value();
        return lease != null && lease.live();
    }

    /// Ends the lease, if there is one; those that still wait get [KeyUnavailableException.Unreachable].
    void end() {
        answer.deny(new KeyUnavailableException.Unreachable("the keyring is closing", null));
        var lease = answer.value();
        if (lease != null) {
            lease.end();
        }
    }
}
