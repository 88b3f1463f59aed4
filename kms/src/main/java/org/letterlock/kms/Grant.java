package org.letterlock.kms;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/// A grant: lets one principal do some operations with one key. Immutable.
///
/// @param id       64 hexadecimal digits
/// @param name     empty if it was made without one
/// @param grantee  an ARN, or a service's name
/// @param retiring null: nobody but the grantee (if it may) and the account
/// @param issuer   the account that made it, as `arn:aws:iam::ACCOUNT:root`
record Grant(
        String id,
        UUID key,
        String name,
        String grantee,
        @Nullable String retiring,
        String issuer,
        Set<GrantOperation> operations,
        Constraint constraint,
        Instant created) {
    Grant {
        operations = Set.copyOf(operations);
    }

    /// @param context the request's encryption context; null for an operation that has none, where
    ///     constraints do not apply
    boolean allows(GrantOperation operation, @Nullable Map<String, String> context) {
        return operations.contains(operation) && (context == null || constraint.allows(context));
    }

    /// Whether `other` was asked for with the same parameters.
    boolean sameParameters(Grant other) {
        return key.equals(other.key)
                && name.equals(other.name)
                && grantee.equals(other.grantee)
                && Objects.equals(retiring, other.retiring)
                && issuer.equals(other.issuer)
                && operations.equals(other.operations)
                && constraint.equals(other.constraint);
    }
}
