package org.letterlock.mailbox;

import java.util.Set;

/// One message of a folder, as its index knows it.
///
/// @param uid          ascending inside the folder, from 1
/// @param mid          the message's id inside the mailbox: equal for copies, never reused (OBJECTID's
///     EMAILID)
/// @param flags        system flags as `\Seen`, `\Answered`, `\Flagged`, `\Deleted`, `\Draft`; keywords
///     as they came
/// @param modSeq       the sequence of its latest change
/// @param internalDate epoch seconds
/// @param bytes        RFC822.SIZE
public record Item(long uid, long mid, Set<String> flags, long modSeq, long internalDate, long bytes) {}
