package org.letterlock.mailbox;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of one folder, UIDs ascending. Immutable: a change makes a new one that shares the pages it
/// left alone ([RowsEditor]).
final class Rows {
    static final Rows EMPTY = new Rows(new RowPage[0]);

    private final RowPage[] pages;
    /// The number of rows before each page, and of all at the end.
    private final int[] starts;
    private final long weight;

    Rows(RowPage[] pages) {
        this.pages = pages;
        this.starts = new int[pages.length + 1];
        long sum = 64 + starts.length * 12L;
        for (int i = 0; i < pages.length; i++) {
            starts[i + 1] = starts[i] + pages[i].count();
            sum += pages[i].weight();
        }
        this.weight = sum;
    }

    int size() {
        return starts[pages.length];
    }

    RowPage[] pages() {
        return pages;
    }

    Row at(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("row " + index + " of " + size());
        }
        int found = Arrays.binarySearch(starts, index);
        int page = found >= 0 ? found : -found - 2;
        return pages[page].row(index - starts[page]);
    }

    @Nullable
    Row find(long uid) {
        var page = page(RowPage.of(uid));
        if (page == null) {
            return null;
        }
        int index = page.find(uid);
        return index < 0 ? null : page.row(index);
    }

    @Nullable
    RowPage page(long number) {
        int low = 0;
        int high = pages.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = pages[middle].number();
            if (found == number) {
                return pages[middle];
            }
            if (found < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    long[] uids() {
        var uids = new long[size()];
        int at = 0;
        for (var page : pages) {
            for (int i = 0; i < page.count(); i++) {
                uids[at++] = page.uid().get(i);
            }
        }
        return uids;
    }

    /// Every flag and keyword that any row has.
    long masks() {
        long all = 0;
        for (var page : pages) {
            for (int i = 0; i < page.count(); i++) {
                all |= page.mask().get(i);
            }
        }
        return all;
    }

    /// Roughly what they take on the heap.
    long weight() {
        return weight;
    }
}
