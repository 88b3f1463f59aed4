package org.letterlock.imap;

/// UNSELECT (RFC 3691): leaves the mailbox and expunges nothing.
final class Unselect {
    private Unselect() {}

    static Done run(Session session) throws BadSyntax {
        session.selected();
        session.deselect();
        return Done.ok("Unselected");
    }
}
