package org.letterlock.mailbox;

import java.util.NavigableSet;

/// An immutable snapshot of one folder. Hangs on the lease it was made under: after that, each call throws
/// [org.letterlock.keyring.KeyUnavailableException.Expired], and a new view is asked of [Mailbox#view].
public interface FolderView {
    Folder folder() throws org.letterlock.keyring.KeyUnavailableException;

    /// The mailbox's sequence this view stands at.
    long sequence();

    int size();

    /// @param index 0-based: the IMAP sequence number less one
    Item item(int index) throws org.letterlock.keyring.KeyUnavailableException;

    /// All UIDs ascending; opaque numbers that a session may keep beyond the lease.
    long[] uids();

    /// The keywords in use in this folder.
    NavigableSet<String> keywords() throws org.letterlock.keyring.KeyUnavailableException;
}
