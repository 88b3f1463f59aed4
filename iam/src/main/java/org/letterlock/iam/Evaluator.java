package org.letterlock.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides a request by all policies that bear on it (IAM user guide, "Policy evaluation logic"; KMS
/// developer guide, "Policy evaluation"). A `Deny` in any beats everything. Immutable, thread-safe.
public record Evaluator(Identities identities) {
    /// Decides a request on a resource whose policy must allow it: the principal itself, or its
    /// account, which leaves it to the principal's identity-based policies. A principal of another
    /// account needs both. A service has no identity-based policies.
    ///
    /// @param account      the resource's
    /// @param identityOnly condition keys that only identity-based policies see
    public Verdict decide(
            Policy resource, String account, AccessRequest request, Map<String, List<String>> identityOnly) {
        var byResource = resource.decide(request);
        var byIdentity = byIdentity(request.with(identityOnly));
        if (byResource == Decision.DENIED) {
            return Verdict.DENIED_BY_RESOURCE;
        }
        if (byIdentity == Decision.DENIED) {
            return Verdict.DENIED_BY_IDENTITY;
        }
        return switch (byResource) {
            case ALLOWED ->
                isAtHome(request.principal(), account) || byIdentity == Decision.ALLOWED
                        ? Verdict.ALLOWED
                        : Verdict.NOT_ALLOWED_BY_IDENTITY;
            case DELEGATED -> byIdentity == Decision.ALLOWED ? Verdict.ALLOWED : Verdict.NOT_ALLOWED_BY_IDENTITY;
            case DENIED, NOT_ALLOWED -> Verdict.NOT_ALLOWED_BY_RESOURCE;
        };
    }

    /// Decides a request on what has no policy of its own and belongs to `account`.
    public Verdict decide(String account, AccessRequest request) {
        var byIdentity = byIdentity(request);
        if (byIdentity == Decision.DENIED) {
            return Verdict.DENIED_BY_IDENTITY;
        }
        boolean atHome = request.principal().home().equals(Optional.of(account));
        return atHome && byIdentity == Decision.ALLOWED ? Verdict.ALLOWED : Verdict.NOT_ALLOWED_BY_IDENTITY;
    }

    /// What the principal's own policies say: to an account's root everything is allowed at home.
    public Decision byIdentity(AccessRequest request) {
        var decision = request.principal() instanceof Principal.Root ? Decision.ALLOWED : Decision.NOT_ALLOWED;
        for (var policy : identities.policies(request.principal())) {
            var says = policy.decide(request);
            if (says == Decision.DENIED) {
                return Decision.DENIED;
            }
            if (says == Decision.ALLOWED) {
                decision = Decision.ALLOWED;
            }
        }
        return decision;
    }

    private static boolean isAtHome(Principal principal, String account) {
        return principal.home().map(account::equals).orElse(true);
    }
}
