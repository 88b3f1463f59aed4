package org.letterlock.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the `Condition` element of a statement.
final class ConditionParser {
    private static final String IF_EXISTS = "IfExists";
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private ConditionParser() {}

    static List<Condition> parse(@Nullable JsonNode node) throws MalformedPolicyException {
        if (node == null) {
            return List.of();
        }
        if (!node.isObject()) {
            throw new MalformedPolicyException("Policy element is not a JSON object.");
        }
        var conditions = new ArrayList<Condition>();
        for (var block : node.properties()) {
            if (!block.getValue().isObject()) {
                throw new MalformedPolicyException("Policy condition is not a JSON object.");
            }
            for (var line : block.getValue().properties()) {
                conditions.add(condition(block.getKey(), line.getKey(), line.getValue()));
            }
        }
        return List.copyOf(conditions);
    }

    private static Condition condition(String operatorName, String keyName, JsonNode values)
            throws MalformedPolicyException {
        boolean ifExists = operatorName.endsWith(IF_EXISTS);
        var base = ifExists ? operatorName.substring(0, operatorName.length() - IF_EXISTS.length()) : operatorName;
        var operator = Operator.named(base).orElse(null);
        if (operator == null || operator == Operator.NULL && ifExists) {
            throw new MalformedPolicyException(
                    "Policy condition operator is not supported: " + PolicyParser.brief(operatorName));
        }
        var key = keyName.toLowerCase(Locale.ROOT);
        if (!ConditionKeys.isKnown(key)) {
            throw new MalformedPolicyException("Policy condition key is not supported: " + PolicyParser.brief(keyName));
        }
        if (ConditionKeys.isMultiple(key) && operator != Operator.NULL) {
            throw new MalformedPolicyException(
                    "Policy condition key has several values and needs a set operator: " + PolicyParser.brief(keyName));
        }
        return new Condition(operator, ifExists, key, wanted(operator, values));
    }

    private static List<String> wanted(Operator operator, JsonNode node) throws MalformedPolicyException {
        var wanted = new ArrayList<String>();
        for (var each : node.isArray() ? node : List.of(node)) {
            boolean scalar = each.isTextual() || each.isBoolean();
            var text = each.asText();
            if (!scalar || operator.wantsBooleans() && !BOOLEANS.contains(text.toLowerCase(Locale.ROOT))) {
                throw new MalformedPolicyException("Policy condition has a value of the wrong type.");
            }
            if (text.contains("${")) {
                throw new MalformedPolicyException("Policy variables are not supported: " + PolicyParser.brief(text));
            }
            wanted.add(operator.wantsBooleans() ? text.toLowerCase(Locale.ROOT) : text);
        }
        if (wanted.isEmpty()) {
            throw new MalformedPolicyException("Policy condition has no value.");
        }
        return List.copyOf(wanted);
    }
}
