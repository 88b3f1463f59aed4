package org.letterlock.imap;

import java.time.Duration;

/// How the door treats its clients.
///
/// @param node               this node's name, for leases
/// @param messageBytes       the largest message APPEND takes
/// @param connectionsPerUser open at a time
/// @param failedLogins       after so many the connection is closed
/// @param badCommands        after so many in a row the connection is closed
/// @param failureDelay       how long a refused log-in waits for its answer
/// @param beforeLogin        how long a client may wait before it logs in
/// @param afterLogin         autologout; RFC 3501 §5.4 wants 30 minutes at least
public record ImapSettings(
        String node,
        int messageBytes,
        int connectionsPerUser,
        int failedLogins,
        int badCommands,
        Duration failureDelay,
        Duration beforeLogin,
        Duration afterLogin) {
    /// What a server has unless it is told otherwise: messages of 50 MiB.
    public static ImapSettings standard(String node) {
        return new ImapSettings(
                node,
                50 * 1024 * 1024,
                50,
                3,
                20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofMinutes(30));
    }
}
