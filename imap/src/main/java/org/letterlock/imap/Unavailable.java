package org.letterlock.imap;

/// The mailbox's key or the store cannot be had now: `NO [UNAVAILABLE]`. It heals by itself.
final class Unavailable extends ImapException {
    Unavailable(String reply, Throwable cause) {
        super(reply, cause);
    }
}
