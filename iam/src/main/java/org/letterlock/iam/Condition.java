package org.letterlock.iam;

import java.util.List;

/// One operator on one key: `"StringEquals": {"kms:ViaService": "…"}`. The wanted values are
/// alternatives (for a negated operator: none of them).
///
/// @param key in lower case
record Condition(Operator operator, Quantifier quantifier, boolean ifExists, String key, List<Wanted> wanted) {
    /// How many of the request's values must meet the operator.
    enum Quantifier {
        /// The key has one value.
        ONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    boolean holds(AccessRequest request, Effect effect) {
        var values = request.values(key);
        if (operator == Operator.NULL) {
            return isWanted(String.valueOf(values.isEmpty()), request);
        }
        if (values.isEmpty()) {
            return ifExists || whenAbsent();
        }
        return switch (quantifier) {
            case FOR_ALL_VALUES -> values.stream().allMatch(value -> holds(value, request, effect));
            case FOR_ANY_VALUE -> values.stream().anyMatch(value -> holds(value, request, effect));
            case ONE -> holdsForOne(values, request, effect);
        };
    }

    private boolean isWanted(String value, AccessRequest request) {
        return wanted.stream().anyMatch(each -> each.compare(value, request) == Wanted.Match.YES);
    }

    private boolean whenAbsent() {
        return switch (quantifier) {
            case ONE -> operator.isNegated();
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
        };
    }

    /// A key that comes with several values though it should have one (two spellings of one
    /// encryption context key) allows only if all of them allow, and denies if one of them denies.
    private boolean holdsForOne(List<String> values, AccessRequest request, Effect effect) {
        return switch (effect) {
            case ALLOW -> values.stream().allMatch(value -> holds(value, request, effect));
            case DENY -> values.stream().anyMatch(value -> holds(value, request, effect));
        };
    }

    /// A negated operator that cannot compare denies and does not allow.
    private boolean holds(String value, AccessRequest request, Effect effect) {
        boolean unknown = false;
        for (var each : wanted) {
            var match = each.compare(value, request);
            if (match == Wanted.Match.YES) {
                return !operator.isNegated();
            }
            unknown |= match == Wanted.Match.UNKNOWN;
        }
        return operator.isNegated() && (!unknown || effect == Effect.DENY);
    }
}
