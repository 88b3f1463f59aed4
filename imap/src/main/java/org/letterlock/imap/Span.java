package org.letterlock.imap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Indexes from `from` to before `to`.
record Span(int from, int to) {
    int length() {
        return to - from;
    }

    /// Ascending, without overlaps.
    static List<Span> merged(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::from));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            if (merged.isEmpty() || span.from() > merged.getLast().to()) {
                merged.add(span);
            } else {
                Span last = merged.removeLast();
                merged.add(new Span(last.from(), Math.max(last.to(), span.to())));
            }
        }
        return merged;
    }
}
