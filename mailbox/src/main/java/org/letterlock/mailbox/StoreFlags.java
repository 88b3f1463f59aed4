package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;

/// Changes flags of a set of UIDs (RFC 9051 §6.4.6, RFC 7162 §3.1.3). What already is as wanted does
/// not change, and keeps its mod-sequence.
record StoreFlags(long folder, long[] uids, FlagChange change, OptionalLong unchangedSince)
        implements Request<List<Long>> {
    @Override
    public List<Long> plan(Draft draft) throws Refused, KeyUnavailableException, TamperedException {
        var rows = draft.rows(folder);
        if (change.kind() != FlagChange.Kind.REMOVE) {
            draft.learn(change.flags());
        }
        long mask = draft.keywords().mask(change.flags());
        long and = and(mask);
        long or = change.kind() == FlagChange.Kind.REMOVE ? 0 : mask;
        var left = new ArrayList<Long>();
        var changed = new long[uids.length];
        int size = 0;
        int unseen = 0;
        for (long uid : UidSet.of(uids).uids()) {
            var row = rows.find(uid);
            if (row == null) {
                continue;
            }
            if (unchangedSince.isPresent() && row.modSeq() > unchangedSince.getAsLong()) {
                left.add(uid);
                continue;
            }
            long next = row.mask() & and | or;
            if (next != row.mask()) {
                changed[size++] = uid;
                unseen += Counting.unseen(next) - Counting.unseen(row.mask());
            }
        }
        if (size > 0) {
            var op = new Op.Mark(folder, new UidSet(Arrays.copyOf(changed, size)), and, or, true);
            draft.apply(op, Counting.marked(draft.folder(folder), unseen, draft.sequence()));
        }
        return left;
    }

    private long and(long mask) {
        return switch (change.kind()) {
            case ADD -> -1;
            case REMOVE -> ~mask;
            case REPLACE -> ~Keywords.SETTABLE;
        };
    }
}
