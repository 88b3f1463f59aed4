package org.letterlock.iam;

import java.util.List;

/// A policy document that is attached to a resource (for KMS: a key policy). Immutable.
public final class Policy {
    /// The longest document that is accepted, in characters of ISO 8859-1.
    public static final int MAX_LENGTH = 32_768;

    private final List<Statement> statements;

    Policy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /// Reads a document strictly: what is not understood (an element, an operator, a condition key,
    /// a policy variable) is refused, since leaving it out could allow what it was meant to forbid.
    public static Policy parse(String json) throws MalformedPolicyException {
        return new Policy(PolicyParser.parse(json));
    }

    /// What this policy says of `request`: a matching `Deny` first, then an `Allow` for the
    /// principal itself, then one for its account. A `Deny` for an account hits everyone in it.
    public Decision decide(AccessRequest request) {
        var decision = Decision.NOT_ALLOWED;
        for (var statement : statements) {
            var match = statement.match(request);
            if (match == PrincipalPattern.Match.NOT) {
                continue;
            }
            if (statement.effect() == Effect.DENY) {
                return Decision.DENIED;
            }
            if (match == PrincipalPattern.Match.ITSELF) {
                decision = Decision.ALLOWED;
            } else if (decision == Decision.NOT_ALLOWED) {
                decision = Decision.DELEGATED;
            }
        }
        return decision;
    }
}
