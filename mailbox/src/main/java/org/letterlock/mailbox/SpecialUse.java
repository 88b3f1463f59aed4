package org.letterlock.mailbox;

/// The roles of folders (RFC 6154 §2).
public enum SpecialUse {
    ALL,
    ARCHIVE,
    DRAFTS,
    FLAGGED,
    JUNK,
    SENT,
    TRASH
}
