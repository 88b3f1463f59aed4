package org.letterlock.mailbox;

/// A request that the mailbox refuses; nothing was changed. [#code()] is the IMAP response code that
/// fits (RFC 5530) and [#getMessage()] may be shown to the user: it quotes nothing of the request.
public final class Refused extends Exception {
    public enum Code {
        NONEXISTENT,
        ALREADYEXISTS,
        CANNOT,
        /// RFC 9051 §7.1.
        HASCHILDREN,
        LIMIT,
        OVERQUOTA,
        TRYCREATE,
        /// No space on the disk: try again later.
        NOSPACE,
        /// The store does not answer, or is closed for writing: try again later.
        UNAVAILABLE,
        /// The stored message does not open: it was damaged or tampered with.
        CORRUPTION
    }

    private final Code code;

    public Refused(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
