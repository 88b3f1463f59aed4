package org.letterlock.mailbox;

import org.letterlock.crypt.TamperedException;

/// Up to 1,024 rows of one folder: those whose UID is `number * 1,024` to `number * 1,024 + 1,023`.
/// Immutable.
///
/// The page of a UID never changes, so that an expunge touches one page, and a page that is lost names
/// its UIDs.
record RowPage(long number, int count, Column uid, Column mid, Column mask, Column modSeq, Column date, Column bytes) {
    static final int BITS = 10;
    static final int ROWS = 1 << BITS;
    private static final int FORMAT = 1;

    static long of(long uid) {
        return uid >>> BITS;
    }

    Row row(int index) {
        return new Row(
                uid.get(index), mid.get(index), mask.get(index), modSeq.get(index), date.get(index), bytes.get(index));
    }

    /// The index of `wanted`, or where it would be inserted, as `-(index) - 1`.
    int find(long wanted) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = uid.get(middle);
            if (found == wanted) {
                return middle;
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /// Roughly what it takes on the heap.
    int weight() {
        return 300 + uid.bytes() + mid.bytes() + mask.bytes() + modSeq.bytes() + date.bytes() + bytes.bytes();
    }

    byte[] encode() {
        var out = new Encoder(count * 16 + 64).u8(FORMAT).number(count);
        for (var column : new Column[] {uid, mid, mask, modSeq, date, bytes}) {
            column.encode(out);
        }
        return out.bytes();
    }

    static RowPage decode(long number, byte[] plaintext) throws TamperedException {
        var in = new Decoder(plaintext);
        if (in.u8() != FORMAT) {
            throw Decoder.malformed();
        }
        int count = in.small(ROWS + 1);
        var page = new RowPage(
                number,
                count,
                Column.decode(in, count),
                Column.decode(in, count),
                Column.decode(in, count),
                Column.decode(in, count),
                Column.decode(in, count),
                Column.decode(in, count));
        in.end();
        page.check();
        return page;
    }

    private void check() throws TamperedException {
        long last = -1;
        for (int i = 0; i < count; i++) {
            long at = uid.get(i);
            if (of(at) != number || at <= last) {
                throw Decoder.malformed();
            }
            last = at;
        }
    }
}
