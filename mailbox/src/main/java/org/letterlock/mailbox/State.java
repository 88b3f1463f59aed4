package org.letterlock.mailbox;

import org.letterlock.crypt.RecordId;

/// All that a mailbox is at one sequence, decrypted. Immutable.
///
/// @param sequence the last log entry's
/// @param tag      the last log entry's
/// @param before   the tag of the entry before that
/// @param headAsOf the sequence of the head on the disk
/// @param headTag  the tag of the head on the disk
/// @param manifest the pages on the disk
/// @param tail     the entries younger than the pages
record State(
        long sequence,
        RecordId tag,
        RecordId before,
        long headAsOf,
        RecordId headTag,
        Counters counters,
        Keywords keywords,
        Folders folders,
        Manifest manifest,
        Tail tail) {
    State with(Folders other) {
        return new State(sequence, tag, before, headAsOf, headTag, counters, keywords, other, manifest, tail);
    }

    State withHead(long asOf, RecordId sealedTag, Manifest pages, Tail younger) {
        return new State(sequence, tag, before, asOf, sealedTag, counters, keywords, folders, pages, younger);
    }

    /// The state after one more entry; counters, keywords and folder table as the entry has them, rows
    /// of folders in memory brought up to date.
    State after(Entry entry, RecordId entryTag, int bytes) {
        long next = sequence + 1;
        var table = folders;
        for (var folder : entry.changed()) {
            var known = table.get(folder.id());
            var rows = known == null ? null : known.rows();
            table = table.with(folder, rows);
        }
        for (long dropped : entry.dropped()) {
            table = table.without(dropped);
        }
        return new State(
                next,
                entryTag,
                tag,
                headAsOf,
                headTag,
                entry.counters(),
                entry.keywords() == null ? keywords : entry.keywords(),
                table,
                manifest,
                tail.plus(next, entry, bytes));
    }
}
