package org.letterlock.iam;

/// What one policy says about one request. An identity-based one never delegates.
public enum Decision {
    /// A statement allows the principal itself.
    ALLOWED,
    /// A statement allows the principal's account, which leaves it to the account's identity-based
    /// policies.
    DELEGATED,
    /// A statement denies it, whatever else allows it.
    DENIED,
    /// No statement speaks of it.
    NOT_ALLOWED
}
