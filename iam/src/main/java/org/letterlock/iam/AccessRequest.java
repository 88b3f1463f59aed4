package org.letterlock.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One request as a policy sees it. Immutable.
///
/// @param action     e.g. `kms:Decrypt`
/// @param resource   the ARN of what is acted on
/// @param conditions condition key (lower case) → its values; a key that is absent from the request
///     has no entry
public record AccessRequest(Principal principal, String action, String resource, Map<String, List<String>> conditions) {
    public AccessRequest {
        var lower = new HashMap<String, List<String>>();
        conditions.forEach((key, values) -> lower.merge(key.toLowerCase(Locale.ROOT), List.copyOf(values), (a, b) -> {
            var both = new ArrayList<>(a);
            both.addAll(b);
            return List.copyOf(both);
        }));
        lower.values().removeIf(List::isEmpty);
        conditions = Map.copyOf(lower);
    }

    /// This request with more condition keys.
    AccessRequest with(Map<String, List<String>> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(conditions);
        all.putAll(more);
        return new AccessRequest(principal, action, resource, all);
    }

    List<String> values(String key) {
        return conditions.getOrDefault(key, List.of());
    }
}
