package org.letterlock.imap;

/// CHECK (RFC 3501 §6.4.1): everything is durable already.
final class Check {
    private Check() {}

    static Done run(Session session) throws BadSyntax {
        session.selected();
        return Done.ok("Checked");
    }
}
