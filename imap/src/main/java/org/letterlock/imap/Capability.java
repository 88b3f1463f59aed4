package org.letterlock.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// CAPABILITY (RFC 3501 §6.1.1), with the largest message that APPEND takes (RFC 7889).
final class Capability {
    private static final List<String> ALWAYS = List.of("IMAP4rev1", "LITERAL+", "SASL-IR", "ID", "ENABLE");
    private static final List<String> LOGGED_IN = List.of(
            "IDLE",
            "NAMESPACE",
            "CHILDREN",
            "UIDPLUS",
            "UNSELECT",
            "MOVE",
            "SPECIAL-USE",
            "CREATE-SPECIAL-USE",
            "LIST-EXTENDED",
            "LIST-STATUS",
            "STATUS=SIZE",
            "ESEARCH",
            "WITHIN",
            "MULTIAPPEND",
            "OBJECTID",
            "UTF8=ACCEPT",
            "QUOTA",
            "QUOTA=RES-STORAGE");

    private Capability() {}

    static Done run(Session session) throws IOException {
        session.out().send(new Response.Capabilities(names(session)));
        return Done.ok("Capabilities listed");
    }

    /// What is offered now: passwords only through TLS, mail only after log-in.
    static List<String> names(Session session) {
        List<String> names = new ArrayList<>(ALWAYS);
        switch (session.state()) {
            case State.NotAuthenticated s -> {
                if (session.connection().isTls()) {
                    names.add("AUTH=PLAIN");
                } else {
                    names.add("STARTTLS");
                    names.add("LOGINDISABLED");
                }
            }
            case State.Authenticated s -> loggedIn(session, names);
            case State.Selected s -> loggedIn(session, names);
            case State.Ended s -> {}
        }
        return names;
    }

    private static void loggedIn(Session session, List<String> names) {
        names.addAll(LOGGED_IN);
        names.add("APPENDLIMIT=" + session.door().settings().messageBytes());
    }
}
