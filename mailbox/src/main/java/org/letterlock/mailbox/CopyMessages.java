package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.letterlock.crypt.TamperedException;
import org.letterlock.keyring.KeyUnavailableException;

/// Copies or moves messages of one folder to another (RFC 9051 §6.4.7, RFC 6851). Content and key are
/// not touched: the new rows refer to the same messages.
///
/// @param move whether the old rows go
record CopyMessages(long folder, long[] uids, String to, boolean move) implements Request<Copied> {
    /// More in one commit would make a log entry too big.
    static final int MAX_ROWS = 200_000;

    @Override
    public Copied plan(Draft draft) throws Refused, KeyUnavailableException, TamperedException {
        draft.folder(folder);
        var target = draft.named(to, Refused.Code.TRYCREATE);
        var rows = new ArrayList<Row>();
        var source = draft.rows(folder);
        for (long uid : UidSet.of(uids).uids()) {
            var row = source.find(uid);
            if (row != null) {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            return new Copied(
                    target.uidValidity(), List.of(), List.of(), draft.base().sequence());
        }
        if (rows.size() > MAX_ROWS) {
            throw new Refused(Refused.Code.LIMIT, "at most " + MAX_ROWS + " messages at a time");
        }
        if (!move) {
            AppendMessages.checkQuota(draft, rows.stream().mapToLong(Row::bytes).sum());
        }
        return bring(draft, folder, rows, target, move);
    }

    /// Puts `rows` of `from` into `target`.
    static Copied bring(Draft draft, long from, List<Row> rows, Folder target, boolean move) throws Refused {
        var tail = draft.tail();
        var brought = new ArrayList<Op.Brought>();
        var uids = new ArrayList<Long>();
        var newUids = new ArrayList<Long>();
        int unseen = 0;
        long bytes = 0;
        for (var row : rows) {
            brought.add(brought(tail, from, row, move ? row.mask() : row.mask() | Keywords.SHARED));
            newUids.add(target.uidNext() + uids.size());
            uids.add(row.uid());
            unseen += Counting.unseen(row.mask());
            bytes += row.bytes();
        }
        long sequence = draft.sequence();
        draft.apply(
                new Op.Bring(target.id(), target.uidNext(), brought),
                Counting.plus(target, rows.size(), unseen, bytes, sequence));
        var source = draft.folder(from);
        if (move) {
            var gone = new UidSet(uids.stream().mapToLong(Long::longValue).toArray());
            draft.apply(new Op.Remove(from, gone), Counting.minus(source, rows.size(), unseen, bytes, sequence));
        } else {
            share(draft, source, rows);
        }
        return new Copied(target.uidValidity(), uids, newUids, sequence);
    }

    /// Remembers in the rows that were copied that theirs is not the only one.
    private static void share(Draft draft, Folder source, List<Row> rows) {
        long[] sole = rows.stream()
                .filter(row -> (row.mask() & Keywords.SHARED) == 0)
                .mapToLong(Row::uid)
                .toArray();
        if (sole.length > 0) {
            Arrays.sort(sole);
            draft.apply(new Op.Mark(source.id(), new UidSet(sole), -1, Keywords.SHARED, false), source);
        }
    }

    /// Where the summary lies: in the log, in the page that the row's own source named, or in the row's
    /// page.
    private static Op.Brought brought(Tail tail, long from, Row row, long mask) {
        if (tail.summary(row.mid()) != null) {
            return new Op.Brought(row.mid(), mask, row.date(), row.bytes(), 0, 0);
        }
        var earlier = tail.brought(from, row.uid());
        long folder = earlier == null ? from : earlier.summaryFolder();
        long uid = earlier == null ? row.uid() : earlier.summaryUid();
        return new Op.Brought(row.mid(), mask, row.date(), row.bytes(), folder, uid);
    }
}
