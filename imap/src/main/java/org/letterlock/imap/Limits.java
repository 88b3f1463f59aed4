package org.letterlock.imap;

/// Bounds of one command, passed to every parser. Bytes unless said otherwise; a command takes at most
/// `lineBytes + literalTotal` bytes of memory.
///
/// @param lineBytes    all line parts of one command together
/// @param literalBytes one literal that is not a message: a name, a search text
/// @param messageBytes one message of APPEND
/// @param literalTotal all literals of one command together
/// @param literals     how many literals one command may have
/// @param skipBytes    how much of non-synchronizing literals over the limit is read and dropped for
///     one command before the connection is closed instead
/// @param listDepth    how deep parentheses nest
/// @param listItems    members of one list: fetch items, flags, search keys of one command
/// @param setRanges    ranges in one sequence set
/// @param tagBytes     length of a tag
/// @param nameBytes    length of a mailbox name as it is sent
record Limits(
        int lineBytes,
        int literalBytes,
        int messageBytes,
        int literalTotal,
        int literals,
        long skipBytes,
        int listDepth,
        int listItems,
        int setRanges,
        int tagBytes,
        int nameBytes) {
    /// Before log-in nobody is trusted with more than 16 KiB.
    static final Limits STRANGER =
            new Limits(8 * 1024, 4 * 1024, 4 * 1024, 8 * 1024, 4, 64 * 1024, 4, 64, 16, 64, 1024);

    /// After log-in, with messages of at most `messageBytes`.
    static Limits user(int messageBytes) {
        return new Limits(
                64 * 1024,
                64 * 1024,
                messageBytes,
                messageBytes + 128 * 1024,
                256,
                2L * messageBytes,
                20,
                2_000,
                10_000,
                64,
                4 * 1024);
    }
}
