package org.letterlock.smtp;

import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.WrappedKey;

/// Who is on the other side.
///
/// @param name     from HELO or EHLO
/// @param extended whether it was EHLO
/// @param mailbox  of the user who has logged in; null on the reception's door, and before. No more is
///     kept of a user, since it would outlive the lease under which it was read.
record Peer(String name, boolean extended, @Nullable WrappedKey mailbox) {
    Peer loggedIn(WrappedKey who) {
        return new Peer(name, extended, who);
    }
}
