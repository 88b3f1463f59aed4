package org.letterlock.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one statement of a resource's policy. `NotPrincipal`, `NotAction` and `NotResource` are
/// refused for now.
final class StatementParser {
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
    private static final Set<String> PRINCIPAL_TYPES = Set.of("AWS", "Service");

    private StatementParser() {}

    static Statement parse(JsonNode node) throws MalformedPolicyException {
        PolicyParser.checkElements(node, ELEMENTS);
        var sid = node.get("Sid");
        if (sid != null && !sid.isTextual()) {
            throw new MalformedPolicyException("Policy element must hold strings: Sid");
        }
        return new Statement(
                effect(node.get("Effect")),
                principals(node.get("Principal")),
                actions(node.get("Action")),
                node.has("Resource") ? PolicyParser.strings(node.get("Resource"), "Resource") : List.of(),
                ConditionParser.parse(node.get("Condition")));
    }

    private static Effect effect(@Nullable JsonNode node) throws MalformedPolicyException {
        return switch (node == null ? "" : node.asText()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new MalformedPolicyException("Policy statement must have Effect Allow or Deny.");
        };
    }

    private static List<String> actions(@Nullable JsonNode node) throws MalformedPolicyException {
        if (node == null) {
            throw new MalformedPolicyException("Policy statement must contain actions.");
        }
        var actions = new ArrayList<String>();
        for (var action : PolicyParser.strings(node, "Action")) {
            if (!action.equals("*") && action.indexOf(':') <= 0) {
                throw new MalformedPolicyException("Policy action has no service: " + PolicyParser.brief(action));
            }
            actions.add(action.toLowerCase(Locale.ROOT));
        }
        return List.copyOf(actions);
    }

    private static List<PrincipalPattern> principals(@Nullable JsonNode node) throws MalformedPolicyException {
        if (node == null || node.isEmpty() && !node.isTextual()) {
            throw new MalformedPolicyException("Policy statement must contain principals.");
        }
        if (node.isTextual()) {
            return List.of(everyone(node.textValue()));
        }
        PolicyParser.checkElements(node, PRINCIPAL_TYPES);
        var patterns = new ArrayList<PrincipalPattern>();
        if (node.has("AWS")) {
            for (var text : PolicyParser.strings(node.get("AWS"), "Principal")) {
                patterns.add(PrincipalPattern.ofAws(text));
            }
        }
        if (node.has("Service")) {
            for (var text : PolicyParser.strings(node.get("Service"), "Principal")) {
                patterns.add(PrincipalPattern.ofService(text));
            }
        }
        return List.copyOf(patterns);
    }

    private static PrincipalPattern everyone(String text) throws MalformedPolicyException {
        if (!text.equals("*")) {
            throw new MalformedPolicyException("Policy contains a statement with one or more invalid principals.");
        }
        return new PrincipalPattern.Everyone();
    }
}
