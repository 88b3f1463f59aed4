package org.letterlock.iam;

import java.util.List;

/// One operator on one key: `"StringEquals": {"kms:ViaService": "…"}`. The wanted values are
/// alternatives (for a negated operator: none of them).
///
/// @param key in lower case
record Condition(Operator operator, boolean ifExists, String key, List<String> wanted) {
    /// A key that comes with several values (two spellings of one encryption context key) allows
    /// only if all of them allow, and denies if one of them denies.
    boolean holds(AccessRequest request, Effect effect) {
        var values = request.values(key);
        if (values.isEmpty()) {
            return ifExists || operator.whenAbsent(wanted);
        }
        return switch (effect) {
            case ALLOW -> values.stream().allMatch(value -> operator.holds(wanted, value));
            case DENY -> values.stream().anyMatch(value -> operator.holds(wanted, value));
        };
    }
}
