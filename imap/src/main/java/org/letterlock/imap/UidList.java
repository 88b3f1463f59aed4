package org.letterlock.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The UIDs a client has been told of, in order: what makes its sequence numbers mean something. Opaque
/// numbers only, four bytes each, kept beyond any lease. Guarded by its session's write lock.
final class UidList {
    private int[] uids;
    private int size;

    /// @param ascending UIDs of at most 32 bits
    UidList(long[] ascending) {
        uids = new int[ascending.length];
        for (long uid : ascending) {
            uids[size++] = (int) uid;
        }
    }

    int size() {
        return size;
    }

    /// @param index 0-based: the sequence number less one
    long uid(int index) {
        return Integer.toUnsignedLong(uids[index]);
    }

    /// The index, or `-(insertion point) - 1`.
    int indexOf(long uid) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(uid(middle), uid);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }

    /// Adds those of the ascending UIDs that are greater than all here.
    ///
    /// @return how many
    int append(long[] ascending) {
        int before = size;
        long last = size == 0 ? 0 : uid(size - 1);
        for (long uid : ascending) {
            if (uid > last) {
                if (size == uids.length) {
                    uids = Arrays.copyOf(uids, Math.max(16, size + (size >> 2)));
                }
                uids[size++] = (int) uid;
                last = uid;
            }
        }
        return size - before;
    }

    /// Removes the UIDs; those that are not here are passed over.
    ///
    /// @return their sequence numbers, descending: announced in this order none shifts another
    int[] remove(long[] gone) {
        int[] numbers = Arrays.stream(gone)
                .mapToInt(this::indexOf)
                .filter(index -> index >= 0)
                .map(index -> index + 1)
                .sorted()
                .distinct()
                .toArray();
        int next = 0;
        int kept = 0;
        for (int index = 0; index < size; index++) {
            if (next < numbers.length && numbers[next] == index + 1) {
                next++;
            } else {
                uids[kept++] = uids[index];
            }
        }
        size = kept;
        return descending(numbers);
    }

    private static int[] descending(int[] numbers) {
        int[] reversed = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            reversed[i] = numbers[numbers.length - 1 - i];
        }
        return reversed;
    }

    /// The messages that a set means: ranges of indexes, ascending and apart. UIDs that do not exist
    /// are passed over, as RFC 3501 §6.4.8 has it, and so is what of a set of sequence numbers is too
    /// great.
    List<Span> spans(SequenceSet set, boolean uid) {
        List<Span> spans = new ArrayList<>();
        if (size == 0) {
            return spans;
        }
        long greatest = uid ? uid(size - 1) : size;
        for (SequenceSet.Range range : set.ranges()) {
            Span span = span(range.low(greatest), range.high(greatest), uid);
            if (span.from() < span.to()) {
                spans.add(span);
            }
        }
        return Span.merged(spans);
    }

    private Span span(long low, long high, boolean uid) {
        if (!uid) {
            return new Span((int) Math.min(low - 1, size), (int) Math.min(high, size));
        }
        int from = indexOf(low);
        int last = indexOf(high);
        return new Span(from < 0 ? -(from + 1) : from, last < 0 ? -(last + 1) : last + 1);
    }

    /// The UIDs of the spans, ascending.
    long[] uids(List<Span> spans) {
        long[] all = new long[spans.stream().mapToInt(Span::length).sum()];
        int next = 0;
        for (Span span : spans) {
            for (int index = span.from(); index < span.to(); index++) {
                all[next++] = uid(index);
            }
        }
        return all;
    }

    long[] all() {
        return uids(List.of(new Span(0, size)));
    }
}
