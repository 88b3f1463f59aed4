package org.letterlock.rocksdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which of RocksDB's write numbers were found in the write-ahead logs. Not thread-safe.
final class Numbers {
    /// First → last of each run.
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    void add(long first, long count) {
        if (count > 0) {
            runs.merge(first, first + count - 1, Math::max);
        }
    }

    long last() {
        return runs.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /// What is missing up to `to`, as `a-b`.
    ///
    /// @param from the highest number that is in a table: what is at or below it may have left the
    ///     logs
    List<String> gaps(long from, long to) {
        var gaps = new ArrayList<String>();
        long next = runs.isEmpty() ? from + 1 : Math.min(from + 1, runs.firstKey());
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            if (run.getKey() > next) {
                gaps.add(next + "-" + (run.getKey() - 1));
            }
            next = Math.max(next, run.getValue() + 1);
        }
        if (to >= next) {
            gaps.add(next + "-" + to);
        }
        return gaps;
    }
}
