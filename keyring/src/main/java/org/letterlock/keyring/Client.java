package org.letterlock.keyring;

/// Who accesses a mailbox (DP-12: the key cache is per client). All connections of one client share a lease; delivery
/// and
/// each background job are one client per node.
///
/// @param user       the accessing user's id, or the name of a job
/// @param credential what the user logged in with, by an opaque id
/// @param door       `imap`, `smtp`, `submission`, …
public record Client(String node, String user, String credential, String door) {
    public static Client job(String node, String name) {
        return new Client(node, name, "", "");
    }
}
