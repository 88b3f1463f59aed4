package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.letterlock.crypt.TamperedException;

/// One change of rows as a log entry carries it. What it does to the folder table stands in the entry
/// itself, so that the table can be brought up to date without the rows.
sealed interface Op {
    /// No entry names more UIDs than this.
    int MAX_UIDS = 1 << 24;

    long folder();

    void applyTo(RowsEditor rows, long sequence);

    void encode(Encoder out);

    /// Roughly its bytes in the log entry.
    long weight();

    /// Rows of new messages, with their summaries: the UIDs run on from `firstUid`, the message ids are
    /// as given.
    record Add(long folder, long firstUid, List<New> rows) implements Op {
        @Override
        public void applyTo(RowsEditor editor, long sequence) {
            long uid = firstUid;
            for (var row : rows) {
                editor.put(new Row(uid++, row.mid, row.mask, sequence, row.date, row.bytes));
            }
        }

        @Override
        public void encode(Encoder out) {
            out.u8('A').number(folder).number(firstUid).number(rows.size());
            for (var row : rows) {
                out.number(row.mid)
                        .number(row.mask)
                        .number(row.date)
                        .number(row.bytes)
                        .blob(row.summary);
            }
        }

        @Override
        public long weight() {
            return rows.stream().mapToLong(row -> 32 + row.summary.length).sum();
        }

        private static Add decode(Decoder in) throws TamperedException {
            long folder = in.number();
            long firstUid = in.number();
            var rows = new ArrayList<New>();
            for (int left = in.count(5); left > 0; left--) {
                rows.add(new New(in.number(), in.number(), in.number(), in.number(), in.blob()));
            }
            return new Add(folder, firstUid, rows);
        }
    }

    record New(long mid, long mask, long date, long bytes, byte[] summary) {}

    /// Rows of messages that are in the mailbox already: a copy or a move.
    record Bring(long folder, long firstUid, List<Brought> rows) implements Op {
        @Override
        public void applyTo(RowsEditor editor, long sequence) {
            long uid = firstUid;
            for (var row : rows) {
                editor.put(new Row(uid++, row.mid, row.mask, sequence, row.date, row.bytes));
            }
        }

        @Override
        public void encode(Encoder out) {
            out.u8('B').number(folder).number(firstUid).number(rows.size());
            for (var row : rows) {
                out.number(row.mid).number(row.mask).number(row.date).number(row.bytes);
                out.number(row.summaryFolder).number(row.summaryUid);
            }
        }

        @Override
        public long weight() {
            return 24L * rows.size();
        }

        private static Bring decode(Decoder in) throws TamperedException {
            long folder = in.number();
            long firstUid = in.number();
            var rows = new ArrayList<Brought>();
            for (int left = in.count(6); left > 0; left--) {
                rows.add(new Brought(in.number(), in.number(), in.number(), in.number(), in.number(), in.number()));
            }
            return new Bring(folder, firstUid, rows);
        }
    }

    /// @param summaryFolder where the summary lay when the pages were last written: the folder and UID
    ///     it had then; 0 if it is younger than the pages and stands in an [Add] of the log
    record Brought(long mid, long mask, long date, long bytes, long summaryFolder, long summaryUid) {}

    /// Sets (`and` all ones), clears (`or` 0) or replaces bits of masks: `mask & and | or`.
    record Mark(long folder, UidSet uids, long and, long or, boolean countsAsChange) implements Op {
        @Override
        public void applyTo(RowsEditor editor, long sequence) {
            for (long uid : uids.uids()) {
                long mask = editor.mask(uid);
                if (mask >= 0) {
                    editor.mask(uid, mask & and | or, countsAsChange ? sequence : 0);
                }
            }
        }

        @Override
        public void encode(Encoder out) {
            out.u8('M').number(folder).number(and).number(or).flag(countsAsChange);
            uids.encode(out);
        }

        @Override
        public long weight() {
            return 16 + 3L * uids.size();
        }

        private static Mark decode(Decoder in) throws TamperedException {
            long folder = in.number();
            long and = in.number();
            long or = in.number();
            boolean counts = in.flag();
            return new Mark(folder, UidSet.decode(in, MAX_UIDS), and, or, counts);
        }
    }

    record Remove(long folder, UidSet uids) implements Op {
        @Override
        public void applyTo(RowsEditor editor, long sequence) {
            for (long uid : uids.uids()) {
                editor.remove(uid);
            }
        }

        @Override
        public void encode(Encoder out) {
            out.u8('R').number(folder);
            uids.encode(out);
        }

        @Override
        public long weight() {
            return 16 + 3L * uids.size();
        }

        private static Remove decode(Decoder in) throws TamperedException {
            long folder = in.number();
            return new Remove(folder, UidSet.decode(in, MAX_UIDS));
        }
    }

    static Op decode(Decoder in) throws TamperedException {
        return switch (in.u8()) {
            case 'A' -> Add.decode(in);
            case 'B' -> Bring.decode(in);
            case 'M' -> Mark.decode(in);
            case 'R' -> Remove.decode(in);
            default -> throw Decoder.malformed();
        };
    }
}
