package org.letterlock.keyring;

/// Who accesses a mailbox (DP-12: the key cache is per client). All connections of one client share
/// a lease; delivery and each background job are one client per node; a delegate is his own client
/// of the owner's mailbox.
///
/// @param user       the accessing user's id, or the name of a job
/// @param credential what the user logged in with, by an opaque id; empty for a job
/// @param door       `imap`, `smtp`, `submission`, …
public record Client(String node, String user, String credential, String door) {
    public static Client job(String node, String name) {
        return new Client(node, name, "", "");
    }

    /// Whether nobody waits at a screen for this client: jobs have a smaller share of an
    /// organization's KMS calls ([KmsLimits]).
    public boolean isJob() {
        return credential.isEmpty();
    }
}
