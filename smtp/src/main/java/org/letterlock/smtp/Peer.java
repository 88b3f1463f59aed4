package org.letterlock.smtp;

import org.jspecify.annotations.Nullable;
import org.letterlock.directory.User;

/// Who is on the other side.
///
/// @param name     from HELO or EHLO
/// @param extended whether it was EHLO
/// @param user     who has logged in; null on the reception's door, and before
record Peer(String name, boolean extended, @Nullable User user) {
    Peer loggedIn(User who) {
        return new Peer(name, extended, who);
    }
}
