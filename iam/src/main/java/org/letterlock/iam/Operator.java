package org.letterlock.iam;

import java.util.List;
import java.util.Optional;

/// The condition operators, by their names in policy documents.
enum Operator {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_LIKE("StringLike"),
    BOOL("Bool"),
    NULL("Null");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    static Optional<Operator> named(String text) {
        for (var operator : values()) {
            if (operator.text.equals(text)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    boolean wantsBooleans() {
        return this == BOOL || this == NULL;
    }

    /// The answer for a key that the request lacks.
    boolean whenAbsent(List<String> wanted) {
        return switch (this) {
            case STRING_EQUALS, STRING_LIKE, BOOL -> false;
            case STRING_NOT_EQUALS -> true;
            case NULL -> wanted.contains("true");
        };
    }

    /// The answer for one value of a key that the request has.
    boolean holds(List<String> wanted, String value) {
        return switch (this) {
            case STRING_EQUALS -> wanted.contains(value);
            case STRING_NOT_EQUALS -> !wanted.contains(value);
            case STRING_LIKE -> wanted.stream().anyMatch(pattern -> Glob.matches(pattern, value));
            case BOOL -> wanted.stream().anyMatch(value::equalsIgnoreCase);
            case NULL -> wanted.contains("false");
        };
    }
}
