package org.letterlock.imap;

import java.util.List;
import java.util.stream.Collectors;

/// A set of sequence numbers or UIDs as the client wrote it (RFC 3501 §9 `sequence-set`).
record SequenceSet(List<Range> ranges) {
    /// `*`: the greatest number in use.
    static final long STAR = Long.MAX_VALUE;

    /// The greatest number that can be sent.
    static final long MAX = 0xFFFF_FFFFL;

    /// Both ends belong to it, in either order.
    record Range(long first, long last) {
        Range {
            if (!valid(first) || !valid(last)) {
                throw new IllegalArgumentException("not a message number");
            }
        }

        private static boolean valid(long number) {
            return number == STAR || number >= 1 && number <= MAX;
        }

        /// The lower end when `greatest` is the greatest number in use.
        long low(long greatest) {
            return Math.min(first == STAR ? greatest : first, last == STAR ? greatest : last);
        }

        long high(long greatest) {
            return Math.max(first == STAR ? greatest : first, last == STAR ? greatest : last);
        }

        @Override
        public String toString() {
            return first == last ? text(first) : text(first) + ':' + text(last);
        }

        private static String text(long number) {
            return number == STAR ? "*" : Long.toString(number);
        }
    }

    SequenceSet {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("an empty set");
        }
    }

    static SequenceSet of(long... numbers) {
        return new SequenceSet(
                java.util.Arrays.stream(numbers).mapToObj(n -> new Range(n, n)).toList());
    }

    /// As it is sent.
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }

    /// Ascending numbers in their shortest form; for COPYUID and APPENDUID.
    static String compact(List<Long> ascending) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ascending.size(); ) {
            int end = i;
            while (end + 1 < ascending.size() && ascending.get(end + 1) == ascending.get(end) + 1) {
                end++;
            }
            text.append(text.isEmpty() ? "" : ",").append(ascending.get(i));
            if (end > i) {
                text.append(':').append(ascending.get(end));
            }
            i = end + 1;
        }
        return text.toString();
    }
}
