package org.letterlock.imap;

import java.io.IOException;

/// NAMESPACE (RFC 2342): one personal namespace, levels parted by `/`.
final class Namespace {
    private Namespace() {}

    static Done run(Session session) throws IOException, BadSyntax {
        session.account();
        session.out().send(new Response.Namespaces());
        return Done.ok("Told");
    }
}
