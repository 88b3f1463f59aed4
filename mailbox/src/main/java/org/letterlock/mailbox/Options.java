package org.letterlock.mailbox;

/// When the log is condensed. Tests make them small.
///
/// @param headEvery   a new head after so many commits
/// @param tailEntries new pages when the log has more entries than this that are younger than the pages
/// @param tailBytes   or more bytes than this
/// @param groupBytes  a commit takes no more waiting requests when its entry has grown so big
/// @param quotaBytes  what a new mailbox may hold
record Options(int headEvery, int tailEntries, int tailBytes, int groupBytes, long quotaBytes) {
    static final Options DEFAULT = new Options(64, 1_024, 512 * 1024, 1 << 20, 50L << 30);
}
