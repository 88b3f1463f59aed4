package org.letterlock.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.Statement.Those;

/// Reads one statement of a policy.
///
/// @param attached  to whom or what the policy is attached: a resource's policy names principals
/// @param variables whether the document's version has policy variables
record StatementParser(Attached attached, boolean variables) {
    enum Attached {
        TO_RESOURCE,
        TO_IDENTITY
    }

    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPAL_TYPES = Set.of("AWS", "Service");

    Statement parse(JsonNode node) throws MalformedPolicyException {
        PolicyParser.checkElements(node, ELEMENTS);
        var sid = node.get("Sid");
        if (sid != null && !sid.isTextual()) {
            throw new MalformedPolicyException("Policy element must hold strings: Sid");
        }
        return new Statement(
                effect(node.get("Effect")),
                who(node),
                actions(node),
                resources(node),
                ConditionParser.parse(node.get("Condition"), variables));
    }

    private static Effect effect(@Nullable JsonNode node) throws MalformedPolicyException {
        return switch (node == null ? "" : node.asText()) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new MalformedPolicyException("Policy statement must have Effect Allow or Deny.");
        };
    }

    /// The one of two elements that is there; null for neither.
    private static @Nullable String oneOf(JsonNode node, String element) throws MalformedPolicyException {
        var inverse = "Not" + element;
        if (node.has(element) && node.has(inverse)) {
            throw new MalformedPolicyException("Policy statement has both " + element + " and " + inverse + ".");
        }
        if (node.has(element)) {
            return element;
        }
        return node.has(inverse) ? inverse : null;
    }

    private static Those<Glob> actions(JsonNode node) throws MalformedPolicyException {
        var element = oneOf(node, "Action");
        if (element == null) {
            throw new MalformedPolicyException("Policy statement must contain actions.");
        }
        var actions = new ArrayList<Glob>();
        for (var action : PolicyParser.strings(node.get(element), element)) {
            if (!action.equals("*") && action.indexOf(':') <= 0) {
                throw new MalformedPolicyException("Policy action has no service: " + PolicyParser.brief(action));
            }
            actions.add(Glob.of(action.toLowerCase(Locale.ROOT)));
        }
        return new Those<>(List.copyOf(actions), element.equals("NotAction"));
    }

    private Those<Template> resources(JsonNode node) throws MalformedPolicyException {
        var element = oneOf(node, "Resource");
        if (element == null && attached == Attached.TO_RESOURCE) {
            return Those.none();
        }
        if (element == null) {
            throw new MalformedPolicyException("Policy statement must contain resources.");
        }
        var resources = new ArrayList<Template>();
        for (var resource : PolicyParser.strings(node.get(element), element)) {
            if (attached == Attached.TO_IDENTITY && !resource.equals("*") && !resource.startsWith("arn:")) {
                throw new MalformedPolicyException(
                        "Policy resource must be in ARN format or \"*\": " + PolicyParser.brief(resource));
            }
            resources.add(variables ? Template.parse(resource) : Template.literal(resource));
        }
        return new Those<>(List.copyOf(resources), element.equals("NotResource"));
    }

    private Who who(JsonNode node) throws MalformedPolicyException {
        var element = oneOf(node, "Principal");
        if (attached == Attached.TO_IDENTITY) {
            if (element != null) {
                throw new MalformedPolicyException("Policy document should not specify a principal.");
            }
            return new Who.Bearer();
        }
        if (element == null) {
            throw new MalformedPolicyException("Policy statement must contain principals.");
        }
        var principals = principals(node.get(element));
        return element.equals("Principal") ? new Who.These(principals) : new Who.Others(principals);
    }

    private static List<PrincipalPattern> principals(JsonNode node) throws MalformedPolicyException {
        if (node.isEmpty() && !node.isTextual()) {
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
