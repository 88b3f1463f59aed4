package org.letterlock.mailbox;

import java.util.NavigableSet;
import org.letterlock.keyring.KeyUnavailableException;

/// An immutable snapshot of one folder. Hangs on the lease it was made under: after that, each call
/// that gives anything decrypted throws [KeyUnavailableException.Expired], and a new view is asked of
/// [Mailbox#view]. Thread-safe.
public interface FolderView {
    Folder folder() throws KeyUnavailableException.Expired;

    /// The mailbox's sequence this view stands at.
    long sequence();

    int size();

    /// @param index 0-based: the IMAP sequence number less one
    Item item(int index) throws KeyUnavailableException.Expired;

    /// All UIDs ascending; opaque numbers that a session may keep beyond the lease. A new array each
    /// time.
    long[] uids() throws KeyUnavailableException.Expired;

    /// The keywords in use in this folder.
    NavigableSet<String> keywords() throws KeyUnavailableException.Expired;
}
