package org.letterlock.iam;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The condition operators, by their names in policy documents.
enum Operator {
    STRING_EQUALS("StringEquals", Type.TEXT, Relation.EQUAL, false),
    STRING_NOT_EQUALS("StringNotEquals", Type.TEXT, Relation.EQUAL, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Type.FOLDED, Relation.EQUAL, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Type.FOLDED, Relation.EQUAL, true),
    STRING_LIKE("StringLike", Type.PATTERN, Relation.EQUAL, false),
    STRING_NOT_LIKE("StringNotLike", Type.PATTERN, Relation.EQUAL, true),
    NUMERIC_EQUALS("NumericEquals", Type.NUMBER, Relation.EQUAL, false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Type.NUMBER, Relation.EQUAL, true),
    NUMERIC_LESS_THAN("NumericLessThan", Type.NUMBER, Relation.LESS, false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Type.NUMBER, Relation.AT_MOST, false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Type.NUMBER, Relation.GREATER, false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Type.NUMBER, Relation.AT_LEAST, false),
    DATE_EQUALS("DateEquals", Type.DATE, Relation.EQUAL, false),
    DATE_NOT_EQUALS("DateNotEquals", Type.DATE, Relation.EQUAL, true),
    DATE_LESS_THAN("DateLessThan", Type.DATE, Relation.LESS, false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Type.DATE, Relation.AT_MOST, false),
    DATE_GREATER_THAN("DateGreaterThan", Type.DATE, Relation.GREATER, false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Type.DATE, Relation.AT_LEAST, false),
    BOOL("Bool", Type.BOOLEAN, Relation.EQUAL, false),
    BINARY_EQUALS("BinaryEquals", Type.BINARY, Relation.EQUAL, false),
    IP_ADDRESS("IpAddress", Type.ADDRESS, Relation.EQUAL, false),
    NOT_IP_ADDRESS("NotIpAddress", Type.ADDRESS, Relation.EQUAL, true),
    ARN_EQUALS("ArnEquals", Type.ARN, Relation.EQUAL, false),
    ARN_NOT_EQUALS("ArnNotEquals", Type.ARN, Relation.EQUAL, true),
    ARN_LIKE("ArnLike", Type.ARN, Relation.EQUAL, false),
    ARN_NOT_LIKE("ArnNotLike", Type.ARN, Relation.EQUAL, true),
    NULL("Null", Type.BOOLEAN, Relation.EQUAL, false);

    /// What it compares.
    enum Type {
        TEXT,
        FOLDED,
        PATTERN,
        ARN,
        NUMBER,
        DATE,
        BOOLEAN,
        BINARY,
        ADDRESS
    }

    /// How the request's value stands to the wanted one.
    enum Relation {
        EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(each -> each.text, Function.identity()));

    private final String text;
    private final Type type;
    private final Relation relation;
    private final boolean negated;

    Operator(String text, Type type, Relation relation, boolean negated) {
        this.text = text;
        this.type = type;
        this.relation = relation;
        this.negated = negated;
    }

    static Optional<Operator> named(String text) {
        return Optional.ofNullable(BY_NAME.get(text));
    }

    Type type() {
        return type;
    }

    Relation relation() {
        return relation;
    }

    /// Whether it holds where none of the wanted values is met.
    boolean isNegated() {
        return negated;
    }
}
