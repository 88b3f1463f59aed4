package org.letterlock.server;

import org.letterlock.wire.Limits;

/// What each door lets in.
final class Doors {
    private static final int CONNECTIONS = 10_000;
    private static final int CONNECTIONS_PER_ADDRESS = 2_000;
    private static final int LINE_BYTES = 65_536;
    private static final int MESSAGE_BYTES = 50 * 1024 * 1024;

    static final Limits IMAP = new Limits(CONNECTIONS, CONNECTIONS_PER_ADDRESS, LINE_BYTES, MESSAGE_BYTES);

    static final Limits SMTP = new Limits(CONNECTIONS, CONNECTIONS_PER_ADDRESS, 2_048, MESSAGE_BYTES);

    private Doors() {}
}
