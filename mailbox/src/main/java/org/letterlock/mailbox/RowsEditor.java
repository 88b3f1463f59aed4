package org.letterlock.mailbox;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Changes rows of one folder, and packs the pages that changed when it is done. Not thread-safe.
final class RowsEditor {
    private final Rows before;
    private final TreeMap<Long, Page> touched = new TreeMap<>();

    /// A page unpacked: columns of numbers with room for all rows.
    private static final class Page {
        private final long number;
        private int count;
        private final long[][] columns = new long[6][];

        Page(long number, @Nullable RowPage from) {
            this.number = number;
            this.count = from == null ? 0 : from.count();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new long[Math.min(RowPage.ROWS, count + 64)];
            }
            if (from != null) {
                from.uid().copyTo(columns[0], count);
                from.mid().copyTo(columns[1], count);
                from.mask().copyTo(columns[2], count);
                from.modSeq().copyTo(columns[3], count);
                from.date().copyTo(columns[4], count);
                from.bytes().copyTo(columns[5], count);
            }
        }

        int find(long uid) {
            return Arrays.binarySearch(columns[0], 0, count, uid);
        }

        void insert(int at, Row row) {
            long[] values = {row.uid(), row.mid(), row.mask(), row.modSeq(), row.date(), row.bytes()};
            for (int i = 0; i < columns.length; i++) {
                if (count == columns[i].length) {
                    columns[i] = Arrays.copyOf(columns[i], Math.min(RowPage.ROWS, count * 2));
                }
                System.arraycopy(columns[i], at, columns[i], at + 1, count - at);
                columns[i][at] = values[i];
            }
            count++;
        }

        void remove(int at) {
            for (long[] column : columns) {
                System.arraycopy(column, at + 1, column, at, count - at - 1);
            }
            count--;
        }

        RowPage pack() {
            return new RowPage(
                    number,
                    count,
                    Column.of(columns[0], count),
                    Column.of(columns[1], count),
                    Column.of(columns[2], count),
                    Column.of(columns[3], count),
                    Column.of(columns[4], count),
                    Column.of(columns[5], count));
        }
    }

    RowsEditor(Rows before) {
        this.before = before;
    }

    void put(Row row) {
        var page = page(row.uid());
        int index = page.find(row.uid());
        if (index >= 0) {
            throw new IllegalStateException("UID " + row.uid() + " is taken");
        }
        page.insert(-index - 1, row);
    }

    /// Sets the row's mask; `modSeq` 0 leaves its sequence alone.
    void mask(long uid, long mask, long modSeq) {
        var page = page(uid);
        int index = page.find(uid);
        if (index >= 0) {
            page.columns[2][index] = mask;
            page.columns[3][index] = modSeq == 0 ? page.columns[3][index] : modSeq;
        }
    }

    /// The row's mask, or -1 if there is no such row.
    long mask(long uid) {
        var page = page(uid);
        int index = page.find(uid);
        return index < 0 ? -1 : page.columns[2][index];
    }

    void remove(long uid) {
        var page = page(uid);
        int index = page.find(uid);
        if (index >= 0) {
            page.remove(index);
        }
    }

    Rows build() {
        if (touched.isEmpty()) {
            return before;
        }
        var pages = new TreeMap<Long, RowPage>();
        var old = before.pages();
        var merged = new RowPage[old.length + touched.size()];
        int size = 0;
        int from = 0;
        touched.forEach((number, page) -> pages.put(number, page.pack()));
        for (var page : pages.values()) {
            while (from < old.length && old[from].number() < page.number()) {
                merged[size++] = old[from++];
            }
            if (from < old.length && old[from].number() == page.number()) {
                from++;
            }
            if (page.count() > 0) {
                merged[size++] = page;
            }
        }
        while (from < old.length) {
            merged[size++] = old[from++];
        }
        return new Rows(Arrays.copyOf(merged, size));
    }

    private Page page(long uid) {
        return touched.computeIfAbsent(RowPage.of(uid), number -> new Page(number, before.page(number)));
    }
}
