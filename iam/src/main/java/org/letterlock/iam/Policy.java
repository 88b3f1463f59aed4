package org.letterlock.iam;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.letterlock.iam.StatementParser.Attached;

/// A policy document that is attached to a resource (for KMS: a key policy) or to an identity.
/// Immutable.
public final class Policy {
    /// The longest document that is accepted, in characters of ISO 8859-1.
    public static final int MAX_LENGTH = 32_768;

    private final List<Statement> statements;

    Policy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /// Reads a resource's policy strictly: what is not understood (an element, an operator, a
    /// condition key, a policy variable) is refused, since leaving it out could allow what it was meant
    /// to forbid.
    public static Policy parse(String json) throws MalformedPolicyException {
        return new Policy(PolicyParser.parse(json, Attached.TO_RESOURCE));
    }

    /// Reads an identity-based policy, as strictly: it names resources and no principals.
    public static Policy parseIdentityBased(String json) throws MalformedPolicyException {
        return new Policy(PolicyParser.parse(json, Attached.TO_IDENTITY));
    }

    /// Whether anything in it depends on a request's condition keys: if not, they need not be gathered.
    public boolean hasConditions() {
        return statements.stream().anyMatch(Statement::hasConditions);
    }

    /// The users and roles that the statements name by their ARNs.
    public Set<String> namedPrincipals() {
        return statements.stream()
                .flatMap(statement -> statement.who().patterns().stream())
                .flatMap(pattern -> pattern instanceof PrincipalPattern.Exactly exactly
                        ? Stream.of(exactly.name())
                        : Stream.empty())
                .filter(name -> name.startsWith("arn:"))
                .collect(Collectors.toUnmodifiableSet());
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
