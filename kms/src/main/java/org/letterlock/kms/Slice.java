package org.letterlock.kms;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next the marker of the next page, which is the last item's name; null: this was the last
record Slice<T>(List<T> items, @Nullable String next) {
    private static final Pattern MARKER = Pattern.compile("[a-zA-Z0-9:/_-]{1,320}");

    static <T> Slice<T> of(NavigableMap<String, T> all, @Nullable String marker, int limit) {
        if (marker != null && !MARKER.matcher(marker).matches()) {
            throw KmsErrors.invalidMarker();
        }
        return ofAny(all, marker, limit);
    }

    /// Of names that may hold any character (tags).
    static <T> Slice<T> ofAny(NavigableMap<String, T> all, @Nullable String marker, int limit) {
        var rest = marker == null ? all : all.tailMap(marker, false);
        var items = new ArrayList<T>();
        @Nullable String last = null;
        for (var entry : rest.entrySet()) {
            if (items.size() == limit) {
                return new Slice<>(items, last);
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new Slice<>(items, null);
    }

    static int limit(@Nullable Integer asked, int usual, int most) {
        if (asked == null) {
            return usual;
        }
        if (asked < 1 || asked > 1_000) {
            throw KmsErrors.validation("limit", "From 1 to 1000");
        }
        return Math.min(asked, most);
    }
}
