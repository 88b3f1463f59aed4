package org.letterlock.kms;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/// What a grant demands of the encryption context. Keys and values are compared exactly.
sealed interface Constraint {
    boolean allows(Map<String, String> context);

    /// Whether whatever `child` allows, this allows: a grant may be delegated only equally strictly
    /// or more so.
    boolean covers(Constraint child);

    /// What condition keys see of it.
    Map<String, String> pairs();

    record None() implements Constraint {
        @Override
        public boolean allows(Map<String, String> context) {
            return true;
        }

        @Override
        public boolean covers(Constraint child) {
            return true;
        }

        @Override
        public Map<String, String> pairs() {
            return Map.of();
        }
    }

    /// The context is exactly these pairs.
    record Equals(Map<String, String> pairs) implements Constraint {
        public Equals {
            pairs = Map.copyOf(pairs);
        }

        @Override
        public boolean allows(Map<String, String> context) {
            return context.equals(pairs);
        }

        @Override
        public boolean covers(Constraint child) {
            return child instanceof Equals equal && equal.pairs.equals(pairs);
        }
    }

    /// The context has at least these pairs.
    record Subset(Map<String, String> pairs) implements Constraint {
        public Subset {
            pairs = Map.copyOf(pairs);
        }

        @Override
        public boolean allows(Map<String, String> context) {
            return context.entrySet().containsAll(pairs.entrySet());
        }

        @Override
        public boolean covers(Constraint child) {
            return !(child instanceof None) && child.pairs().entrySet().containsAll(pairs.entrySet());
        }
    }

    static Constraint of(@Nullable GrantConstraints constraints) {
        if (constraints == null) {
            return new None();
        }
        if (constraints.sourceArn() != null) {
            throw KmsErrors.unsupported("The grant constraint SourceArn is not supported.");
        }
        boolean equal = constraints.hasEncryptionContextEquals();
        boolean subset = constraints.hasEncryptionContextSubset();
        if (equal && subset) {
            throw KmsErrors.validation("constraints", "Only one constraint at a time");
        }
        if (equal) {
            return new Equals(checked(constraints.encryptionContextEquals()));
        }
        return subset ? new Subset(checked(constraints.encryptionContextSubset())) : new None();
    }

    int MAX_PAIRS = 8;
    int MAX_VALUE = 384;

    private static Map<String, String> checked(Map<String, String> pairs) {
        if (pairs.isEmpty() || pairs.size() > MAX_PAIRS) {
            throw KmsErrors.validation("constraints", "From 1 to " + MAX_PAIRS + " pairs");
        }
        if (pairs.values().stream().anyMatch(value -> value != null && value.length() > MAX_VALUE)) {
            throw KmsErrors.validation("constraints", "Values of at most " + MAX_VALUE + " characters");
        }
        return EncryptionContext.of(pairs).pairs();
    }

    default @Nullable GrantConstraints toModel() {
        return switch (this) {
            case None ignored -> null;
            case Equals equal ->
                GrantConstraints.builder()
                        .encryptionContextEquals(equal.pairs())
                        .build();
            case Subset subset ->
                GrantConstraints.builder()
                        .encryptionContextSubset(subset.pairs())
                        .build();
        };
    }
}
