package org.letterlock.mailbox;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;

/// The live pages of one kind in one folder: page number → the sequence it was written as of. Immutable.
record PageList(TreeMap<Long, Long> asOf) {
    static final PageList NONE = new PageList(new TreeMap<>());

    @Nullable
    Long get(long page) {
        return asOf.get(page);
    }

    int size() {
        return asOf.size();
    }

    /// Runs of neighbours of one sequence: gap to the page before, how many follow the first, sequence
    /// below `base`.
    void encode(Encoder out, long base) {
        var runs = new Encoder();
        int count = 0;
        long last = -1;
        var left = asOf.entrySet().iterator();
        Map.@Nullable Entry<Long, Long> next = left.hasNext() ? left.next() : null;
        while (next != null) {
            long first = next.getKey();
            long sequence = next.getValue();
            long end = first;
            next = left.hasNext() ? left.next() : null;
            while (next != null && next.getKey() == end + 1 && next.getValue() == sequence) {
                end++;
                next = left.hasNext() ? left.next() : null;
            }
            runs.number(first - last - 1).number(end - first).number(base - sequence);
            last = end;
            count++;
        }
        out.number(count).raw(runs.bytes());
    }

    static PageList decode(Decoder in, long base) throws TamperedException {
        var pages = new TreeMap<Long, Long>();
        long last = -1;
        for (int runs = in.count(3); runs > 0; runs--) {
            long first = last + 1 + in.number();
            int more = in.small(1 << 26);
            long sequence = base - in.number();
            if (first <= last || sequence < 0 || pages.size() + more > 1 << 26) {
                throw Decoder.malformed();
            }
            for (long page = first; page <= first + more; page++) {
                pages.put(page, sequence);
            }
            last = first + more;
        }
        return new PageList(pages);
    }
}
