package org.letterlock.directory;

import java.time.Duration;

/// What became of a log-in. A key that cannot be had is not an outcome but a
/// [org.letterlock.keyring.KeyUnavailableException]: it is thrown before the password is looked at,
/// and counts no failure.
public sealed interface Login {
    record Accepted(User user, String credential) implements Login {}

    /// Unknown user or wrong password: which one is not told, and both take the same time.
    record Rejected() implements Login {}

    /// Too many failures from this source; nothing was checked.
    record Throttled(Duration retryAfter) implements Login {}
}
