package org.letterlock.imap;

/// Where a session stands (RFC 3501 §3). A state holds what may be used in it, so that nobody asks for
/// more.
sealed interface State {
    record NotAuthenticated() implements State {}

    record Authenticated(Account account) implements State {}

    record Selected(Account account, SelectedFolder folder) implements State {}

    /// Said goodbye.
    record Ended() implements State {}
}
