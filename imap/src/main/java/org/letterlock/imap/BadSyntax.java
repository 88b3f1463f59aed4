package org.letterlock.imap;

/// The command is not in the grammar, or not allowed in this state: `BAD`.
final class BadSyntax extends ImapException {
    BadSyntax(String reply) {
        super(reply, null);
    }
}
