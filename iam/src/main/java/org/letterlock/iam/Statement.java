package org.letterlock.iam;

import java.util.List;
import java.util.Locale;

/// One statement of a resource's policy. Its resource patterns may be empty: then it is accepted
/// and has no effect.
///
/// @param actions in lower case
record Statement(
        Effect effect,
        List<PrincipalPattern> principals,
        List<String> actions,
        List<String> resources,
        List<Condition> conditions) {

    PrincipalPattern.Match match(AccessRequest request) {
        var action = request.action().toLowerCase(Locale.ROOT);
        boolean speaksOfIt = actions.stream().anyMatch(pattern -> Glob.matches(pattern, action))
                && resources.stream().anyMatch(pattern -> Glob.matches(pattern, request.resource()))
                && conditions.stream().allMatch(condition -> condition.holds(request, effect));
        return speaksOfIt ? who(request.principal()) : PrincipalPattern.Match.NOT;
    }

    private PrincipalPattern.Match who(Principal principal) {
        var best = PrincipalPattern.Match.NOT;
        for (var pattern : principals) {
            var match = pattern.match(principal);
            if (match.compareTo(best) < 0) {
                best = match;
            }
        }
        return best;
    }
}
