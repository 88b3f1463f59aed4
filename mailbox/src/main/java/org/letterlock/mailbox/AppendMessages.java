package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;

/// Adds messages whose keys and content are staged already.
///
/// @param mids knows whether the messages' ids are still this owner's
record AppendMessages(String name, List<Prepared> messages, Mids mids) implements Request<Appended> {
    /// @param summary what [MessageSummary] made of the message
    record Prepared(long mid, Set<String> flags, long date, long bytes, byte[] summary) {}

    @Override
    public Appended plan(Draft draft) throws Refused, KeyUnavailableException, TamperedException {
        var folder = draft.named(name, Refused.Code.TRYCREATE);
        var rows = new ArrayList<Op.New>();
        var uids = new ArrayList<Long>();
        int unseen = 0;
        long bytes = 0;
        long nextMid = draft.counters().nextMid();
        for (var message : messages) {
            if (!mids.ours(message.mid())) {
                throw new Restage();
            }
            draft.learn(message.flags());
            long mask = draft.keywords().mask(message.flags());
            rows.add(new Op.New(message.mid(), mask, message.date(), message.bytes(), message.summary()));
            uids.add(folder.uidNext() + uids.size());
            unseen += Counting.unseen(mask);
            bytes += message.bytes();
            nextMid = Math.max(nextMid, message.mid() + 1);
        }
        checkQuota(draft, bytes);
        var after = Counting.plus(folder, rows.size(), unseen, bytes, draft.sequence());
        draft.counters(draft.counters().withNextMid(nextMid));
        draft.apply(new Op.Add(folder.id(), folder.uidNext(), rows), after);
        return new Appended(folder.uidValidity(), uids, draft.sequence());
    }

    static void checkQuota(Draft draft, long bytes) throws Refused {
        if (draft.folders().bytes() + bytes > draft.counters().limitBytes()) {
            throw new Refused(Refused.Code.OVERQUOTA, "the mailbox is full");
        }
    }
}
