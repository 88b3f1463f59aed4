package org.letterlock.mailbox;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyUnavailableException;

/// One client's access to one mailbox. Every call passes through the client's own live lease (taken
/// anew when the minute is over), and throws [KeyUnavailableException] when the KMS refuses. Changes
/// are durable when the call returns. Thread-safe; UIDs in arguments need no order, and those that do
/// not exist are passed over.
public interface Mailbox extends AutoCloseable {
    /// All folders, INBOX first, then by name.
    List<Folder> folders() throws KeyUnavailableException, Refused;

    FolderView view(String folder) throws KeyUnavailableException, Refused;

    FolderView view(long folder) throws KeyUnavailableException, Refused;

    /// Creates the folder and what is missing above it.
    Folder create(String name, @Nullable SpecialUse use) throws KeyUnavailableException, Refused;

    /// Renames a folder with all below it. INBOX: its messages move into the new folder (RFC 9051
    /// §6.3.6).
    void rename(String from, String to) throws KeyUnavailableException, Refused;

    void delete(String name) throws KeyUnavailableException, Refused;

    void subscribe(String name, boolean subscribed) throws KeyUnavailableException, Refused;

    /// All of them or none, in one commit.
    Appended append(String folder, List<NewMessage> messages) throws KeyUnavailableException, Refused;

    /// @param unchangedSince items whose modSeq is greater are left alone and returned
    /// @return the UIDs left alone because of `unchangedSince`
    List<Long> store(long folder, long[] uids, FlagChange change, OptionalLong unchangedSince)
            throws KeyUnavailableException, Refused;

    Copied copy(long folder, long[] uids, String to) throws KeyUnavailableException, Refused;

    Copied move(long folder, long[] uids, String to) throws KeyUnavailableException, Refused;

    /// Removes those of the UIDs that are flagged `\Deleted`.
    ///
    /// @return the UIDs removed, ascending
    List<Long> expunge(long folder, long[] uids) throws KeyUnavailableException, Refused;

    /// Envelope, structure and sizes, without opening the content; in the order of `uids`, null where
    /// there is none.
    List<@Nullable Summary> summaries(long folder, long[] uids) throws KeyUnavailableException, Refused;

    Content content(long folder, long uid) throws KeyUnavailableException, Refused;

    /// While it is open, each lease of this client that ends is followed by the next at once. When the
    /// KMS refuses that, `refused` runs, and again four times a second until the key is back or this is
    /// closed; on a thread of its own. For plaintext that is on its way to a slow peer, and would reach
    /// him long after (DP-12).
    Vigil vigil(Runnable refused) throws KeyUnavailableException;

    /// Bytes used and the limit.
    Quota quota() throws KeyUnavailableException, Refused;

    /// Calls `listener` after each commit that changes the folder, in order, and before the change is answered:
    /// whoever acts after an answer finds every listener told. Needs no lease. The listener runs under the
    /// mailbox's lock and must not block. Closing the registration ends it.
    AutoCloseable listen(long folder, Consumer<Change> listener);

    /// Marks changes made through this object ([Change#origin]), so that a session knows its own.
    long origin();

    @Override
    void close();

    /// See [Mailbox#vigil].
    interface Vigil extends AutoCloseable {
        @Override
        void close();
    }

    record Quota(long usedBytes, long limitBytes) {}
}
