package org.letterlock.imap;

import java.io.IOException;
import java.util.Map;

/// ID (RFC 2971). What the client says of itself is not kept.
final class Id {
    private Id() {}

    static Done run(Session session) throws IOException {
        session.out().send(new Response.ServerId(Map.of("name", "Letterlock")));
        return Done.ok("Pleased to meet you");
    }
}
