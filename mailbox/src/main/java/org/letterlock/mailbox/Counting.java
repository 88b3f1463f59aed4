package org.letterlock.mailbox;

import org.jspecify.annotations.Nullable;

/// How a folder's counters follow from what is done to its rows.
final class Counting {
    /// RFC 9051 §2.3.1.1: UIDs are 32 bits.
    static final long MAX_UID = 0xffff_fffeL;

    private Counting() {}

    static Folder renamed(Folder folder, String name) {
        return new Folder(
                folder.id(),
                name,
                folder.use(),
                folder.subscribed(),
                folder.uidValidity(),
                folder.uidNext(),
                folder.messages(),
                folder.unseen(),
                folder.bytes(),
                folder.highestModSeq());
    }

    static Folder subscribed(Folder folder, boolean subscribed) {
        return new Folder(
                folder.id(),
                folder.name(),
                folder.use(),
                subscribed,
                folder.uidValidity(),
                folder.uidNext(),
                folder.messages(),
                folder.unseen(),
                folder.bytes(),
                folder.highestModSeq());
    }

    static Folder empty(long id, String name, @Nullable SpecialUse use, long uidValidity, long sequence) {
        return new Folder(id, name, use, true, uidValidity, 1, 0, 0, 0, sequence);
    }

    /// @throws Refused if the folder has no UIDs left
    static Folder plus(Folder folder, int messages, int unseen, long bytes, long sequence) throws Refused {
        if (folder.uidNext() + messages > MAX_UID || folder.messages() > Integer.MAX_VALUE - 1 - messages) {
            throw new Refused(Refused.Code.LIMIT, "the folder has no UIDs left");
        }
        return changed(folder, folder.uidNext() + messages, messages, unseen, bytes, sequence);
    }

    static Folder minus(Folder folder, int messages, int unseen, long bytes, long sequence) {
        return changed(folder, folder.uidNext(), -messages, -unseen, -bytes, sequence);
    }

    static Folder marked(Folder folder, int unseen, long sequence) {
        return changed(folder, folder.uidNext(), 0, unseen, 0, sequence);
    }

    static int unseen(long mask) {
        return (mask & Keywords.SEEN) == 0 ? 1 : 0;
    }

    private static Folder changed(Folder folder, long uidNext, int messages, int unseen, long bytes, long sequence) {
        return new Folder(
                folder.id(),
                folder.name(),
                folder.use(),
                folder.subscribed(),
                folder.uidValidity(),
                uidNext,
                folder.messages() + messages,
                folder.unseen() + unseen,
                folder.bytes() + bytes,
                sequence);
    }
}
