package org.letterlock.mailbox;

import org.jspecify.annotations.Nullable;

/// A folder as it stood at one sequence. Names are Unicode, levels separated by `/`; `INBOX` is spelt so.
///
/// @param id            never reused inside a mailbox; OBJECTID's MAILBOXID
/// @param messages      how many messages
/// @param unseen        how many of them lack `\Seen`
/// @param bytes         sum of their RFC822 sizes
/// @param highestModSeq the sequence of its latest change
public record Folder(
        long id,
        String name,
        @Nullable SpecialUse use,
        boolean subscribed,
        long uidValidity,
        long uidNext,
        int messages,
        int unseen,
        long bytes,
        long highestModSeq) {}
