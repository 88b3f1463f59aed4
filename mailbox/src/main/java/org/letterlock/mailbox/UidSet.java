package org.letterlock.mailbox;

import java.util.Arrays;
import org.letterlock.crypt.TamperedException;

/// UIDs ascending, without doubles; in records as runs.
record UidSet(long[] uids) {
    /// The distinct `uids` in order.
    static UidSet of(long... uids) {
        long[] sorted = uids.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[size - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        return new UidSet(size == sorted.length ? sorted : Arrays.copyOf(sorted, size));
    }

    int size() {
        return uids.length;
    }

    /// Runs of neighbours: the gap to the run before, then how many follow the first.
    void encode(Encoder out) {
        int runs = 0;
        for (int i = 0; i < uids.length; i = runEnd(i)) {
            runs++;
        }
        out.number(runs);
        long last = 0;
        for (int i = 0; i < uids.length; ) {
            int end = runEnd(i);
            out.number(uids[i] - last).number(end - i - 1L);
            last = uids[end - 1];
            i = end;
        }
    }

    /// @param limit how many UIDs there may be at most
    static UidSet decode(Decoder in, int limit) throws TamperedException {
        int runs = in.count(2);
        var uids = new long[Math.min(limit, Math.max(16, runs))];
        int size = 0;
        long last = 0;
        for (int run = 0; run < runs; run++) {
            long first = last + in.number();
            int more = in.small(limit - size);
            if (first <= last) {
                throw Decoder.malformed();
            }
            if (size + more + 1 > uids.length) {
                uids = Arrays.copyOf(uids, Math.max(size + more + 1, uids.length * 2));
            }
            for (int i = 0; i <= more; i++) {
                uids[size++] = first + i;
            }
            last = first + more;
        }
        return new UidSet(Arrays.copyOf(uids, size));
    }

    private int runEnd(int start) {
        int end = start + 1;
        while (end < uids.length && uids[end] == uids[end - 1] + 1) {
            end++;
        }
        return end;
    }
}
