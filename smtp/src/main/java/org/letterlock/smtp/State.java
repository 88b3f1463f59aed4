package org.letterlock.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a session has come (RFC 5321 §4.1.4).
sealed interface State {
    /// Nothing said yet, or nothing since TLS began.
    record Connected() implements State {}

    /// Has said hello.
    record Ready(Peer peer) implements State {}

    /// Has a sender, and some recipients.
    record Open(Peer peer, @Nullable MailAddress sender, List<Destination> destinations) implements State {}
}
