package org.letterlock.iam;

import java.util.List;
import java.util.Locale;

/// One statement of a policy.
///
/// @param actions   in lower case
/// @param resources without any, a resource's statement is accepted and has no effect
record Statement(Effect effect, Who who, Those<Glob> actions, Those<Template> resources, List<Condition> conditions) {
    /// `Action` or `NotAction`, `Resource` or `NotResource`: the patterns, or all but them.
    record Those<T>(List<T> patterns, boolean inverted) {
        static <T> Those<T> none() {
            return new Those<>(List.of(), false);
        }
    }

    boolean hasConditions() {
        return !conditions.isEmpty() || resources.patterns().stream().anyMatch(Template::hasVariables);
    }

    PrincipalPattern.Match match(AccessRequest request) {
        boolean speaksOfIt = speaksOfAction(request)
                && speaksOfResource(request)
                && conditions.stream().allMatch(condition -> condition.holds(request, effect));
        return speaksOfIt ? who.match(request.principal(), effect) : PrincipalPattern.Match.NOT;
    }

    private boolean speaksOfAction(AccessRequest request) {
        var action = request.action().toLowerCase(Locale.ROOT);
        return actions.patterns().stream().anyMatch(pattern -> pattern.matches(action)) != actions.inverted();
    }

    /// A policy variable without a value matches nothing; in `NotResource`, where that would match
    /// everything, the statement then does not allow.
    private boolean speaksOfResource(AccessRequest request) {
        boolean unknown = false;
        for (var pattern : resources.patterns()) {
            var glob = pattern.glob(request);
            if (glob.isPresent() && glob.get().matches(request.resource())) {
                return !resources.inverted();
            }
            unknown |= glob.isEmpty();
        }
        return resources.inverted() && (!unknown || effect == Effect.DENY);
    }
}
