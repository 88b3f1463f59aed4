package org.letterlock.mailbox;

/// One row of a folder's index.
///
/// @param mask  flags and keywords as [Keywords] numbers them
/// @param date  epoch seconds
/// @param bytes RFC822.SIZE
record Row(long uid, long mid, long mask, long modSeq, long date, long bytes) {}
