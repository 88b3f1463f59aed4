package org.letterlock.workmail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a list into the pages that WorkMail's list operations give: at most 100 items, and a token
/// for what follows.
final class Pages {
    private static final int MOST = 100;

    private Pages() {}

    record Page<T>(List<T> items, @Nullable String nextToken) {}

    static <T> Page<T> of(List<T> all, @Nullable Integer maxResults, @Nullable String nextToken) {
        int size = maxResults == null ? MOST : Math.clamp(maxResults, 1, MOST);
        int from = Math.min(offset(nextToken), all.size());
        int to = Math.min(from + size, all.size());
        return new Page<>(all.subList(from, to), to == all.size() ? null : Integer.toString(to));
    }

    private static int offset(@Nullable String nextToken) {
        if (nextToken == null) {
            return 0;
        }
        if (!nextToken.matches("[0-9]{1,9}")) {
            throw Failures.failure(400, "InvalidParameterException", "NextToken is not one that this list gave");
        }
        return Integer.parseInt(nextToken);
    }
}
