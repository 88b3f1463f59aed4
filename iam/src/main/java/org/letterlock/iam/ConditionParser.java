package org.letterlock.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Condition.Quantifier;

/// Reads the `Condition` element of a statement.
final class ConditionParser {
    private static final String IF_EXISTS = "IfExists";
    private static final String FOR_ALL_VALUES = "ForAllValues:";
    private static final String FOR_ANY_VALUE = "ForAnyValue:";

    private ConditionParser() {}

    /// The name of an operator, taken apart.
    private record Name(Operator operator, Quantifier quantifier, boolean ifExists) {}

    /// @param variables whether the document's version has policy variables
    static List<Condition> parse(@Nullable JsonNode node, boolean variables) throws MalformedPolicyException {
        if (node == null) {
            return List.of();
        }
        if (!node.isObject()) {
            throw new MalformedPolicyException("Policy element is not a JSON object.");
        }
        var conditions = new ArrayList<Condition>();
        for (var block : node.properties()) {
            var name = name(block.getKey());
            if (!block.getValue().isObject()) {
                throw new MalformedPolicyException("Policy condition is not a JSON object.");
            }
            for (var line : block.getValue().properties()) {
                var key = key(line.getKey(), name);
                conditions.add(new Condition(
                        name.operator(),
                        name.quantifier(),
                        name.ifExists(),
                        key,
                        wanted(name.operator(), line.getValue(), variables)));
            }
        }
        return List.copyOf(conditions);
    }

    private static Name name(String text) throws MalformedPolicyException {
        var quantifier = quantifier(text);
        var rest = quantifier == Quantifier.ONE ? text : text.substring(text.indexOf(':') + 1);
        boolean ifExists = rest.endsWith(IF_EXISTS);
        var base = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        var operator = Operator.named(base).orElse(null);
        boolean decorated = ifExists || quantifier != Quantifier.ONE;
        if (operator == null || operator == Operator.NULL && decorated) {
            throw new MalformedPolicyException(
                    "Policy condition operator is not supported: " + PolicyParser.brief(text));
        }
        return new Name(operator, quantifier, ifExists);
    }

    private static Quantifier quantifier(String text) {
        if (text.startsWith(FOR_ALL_VALUES)) {
            return Quantifier.FOR_ALL_VALUES;
        }
        return text.startsWith(FOR_ANY_VALUE) ? Quantifier.FOR_ANY_VALUE : Quantifier.ONE;
    }

    private static String key(String text, Name name) throws MalformedPolicyException {
        var key = text.toLowerCase(Locale.ROOT);
        if (!ConditionKeys.isKnown(key)) {
            throw new MalformedPolicyException("Policy condition key is not supported: " + PolicyParser.brief(text));
        }
        if (ConditionKeys.isMultiple(key) && name.operator() != Operator.NULL && name.quantifier() == Quantifier.ONE) {
            throw new MalformedPolicyException(
                    "Policy condition key has several values and needs a set operator: " + PolicyParser.brief(text));
        }
        if (ConditionKeys.isEncryptionContext(key) && name.quantifier() == Quantifier.FOR_ALL_VALUES) {
            throw new MalformedPolicyException("OverlyPermissiveCondition:EncryptionContext: ForAllValues holds for a "
                    + "request without the key; it cannot be used with " + PolicyParser.brief(text));
        }
        return key;
    }

    private static List<Wanted> wanted(Operator operator, JsonNode node, boolean variables)
            throws MalformedPolicyException {
        var wanted = new ArrayList<Wanted>();
        for (var each : node.isArray() ? node : List.of(node)) {
            if (!each.isTextual() && !each.isBoolean() && !each.isNumber()) {
                throw new MalformedPolicyException("Policy condition has a value of the wrong type.");
            }
            var text = each.asText();
            wanted.add(Wanted.of(operator, text, variables ? Template.parse(text) : Template.literal(text)));
        }
        if (wanted.isEmpty()) {
            throw new MalformedPolicyException("Policy condition has no value.");
        }
        return List.copyOf(wanted);
    }
}
