package org.letterlock.iam;

import java.util.List;
import org.letterlock.iam.PrincipalPattern.Match;

/// Whom a statement speaks of.
sealed interface Who {
    Match match(Principal principal, Effect effect);

    List<PrincipalPattern> patterns();

    /// An identity-based policy speaks of whom it is attached to.
    record Bearer() implements Who {
        @Override
        public Match match(Principal principal, Effect effect) {
            return Match.ITSELF;
        }

        @Override
        public List<PrincipalPattern> patterns() {
            return List.of();
        }
    }

    /// `Principal`.
    record These(List<PrincipalPattern> patterns) implements Who {
        @Override
        public Match match(Principal principal, Effect effect) {
            return best(patterns, principal);
        }
    }

    /// `NotPrincipal`. A `Deny` spares only who is named itself: to name an account spares its root
    /// alone. An `Allow` leaves out whoever is named or whose account is.
    record Others(List<PrincipalPattern> patterns) implements Who {
        @Override
        public Match match(Principal principal, Effect effect) {
            var named = best(patterns, principal);
            boolean leftOut = switch (effect) {
                case DENY -> named == Match.ITSELF;
                case ALLOW -> named != Match.NOT;
            };
            return leftOut ? Match.NOT : Match.ITSELF;
        }
    }

    private static Match best(List<PrincipalPattern> patterns, Principal principal) {
        var best = Match.NOT;
        for (var pattern : patterns) {
            var match = pattern.match(principal);
            if (match.compareTo(best) < 0) {
                best = match;
            }
        }
        return best;
    }
}
