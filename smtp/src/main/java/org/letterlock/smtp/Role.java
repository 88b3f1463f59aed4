package org.letterlock.smtp;

/// Which of SMTP's two services a door is.
enum Role {
    /// From other servers to mailboxes here (RFC 5321): nobody logs in, nothing is passed on.
    RECEPTION,
    /// From our users (RFC 6409): TLS and log-in come first.
    SUBMISSION
}
