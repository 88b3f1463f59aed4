package org.letterlock.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A second evaluator, written from IAM's documentation as slowly and plainly as possible: straight
/// from the JSON, with regular expressions. The property test compares the two.
final class NaiveEvaluator {
    private NaiveEvaluator() {}

    static Verdict decide(JsonNode keyPolicy, JsonNode identityPolicy, String account, AccessRequest request) {
        var who = request.principal();
        var home = who.home().orElse(account);
        boolean root = who instanceof Principal.Root;
        if (any(keyPolicy, "Deny", request, true)) {
            return Verdict.DENIED_BY_RESOURCE;
        }
        if (!root && any(identityPolicy, "Deny", request, false)) {
            return Verdict.DENIED_BY_IDENTITY;
        }
        boolean identityAllows = root || any(identityPolicy, "Allow", request, false);
        boolean direct = false;
        boolean delegated = false;
        for (var statement : keyPolicy.get("Statement")) {
            if (statement.get("Effect").asText().equals("Allow") && applies(statement, request)) {
                direct |= names(statement, who, true);
                delegated |= names(statement, who, false);
            }
        }
        if (direct && home.equals(account) || (direct || delegated) && identityAllows) {
            return Verdict.ALLOWED;
        }
        return direct || delegated ? Verdict.NOT_ALLOWED_BY_IDENTITY : Verdict.NOT_ALLOWED_BY_RESOURCE;
    }

    private static boolean any(JsonNode policy, String effect, AccessRequest request, boolean principals) {
        for (var statement : policy.get("Statement")) {
            if (statement.get("Effect").asText().equals(effect)
                    && applies(statement, request)
                    && (!principals || names(statement, request.principal(), false))) {
                return true;
            }
        }
        return false;
    }

    /// @param itself whether the principal must be named, or its account may be too
    private static boolean names(JsonNode statement, Principal who, boolean itself) {
        boolean inverse = statement.has("NotPrincipal");
        boolean deny = statement.get("Effect").asText().equals("Deny");
        var names = list(
                inverse
                        ? statement.get("NotPrincipal").get("AWS")
                        : statement.get("Principal").get("AWS"));
        boolean self = names.contains("*") || names.contains(who.name());
        boolean account = self || names.contains("arn:aws:iam::" + who.home().orElse("?") + ":root");
        if (inverse) {
            return deny ? !self : !account;
        }
        return itself ? self : account;
    }

    private static boolean applies(JsonNode statement, AccessRequest request) {
        boolean action = statement.has("Action")
                ? list(statement.get("Action")).stream().anyMatch(like(request.action(), true))
                : list(statement.get("NotAction")).stream().noneMatch(like(request.action(), true));
        boolean resource = statement.has("Resource")
                ? list(statement.get("Resource")).stream().anyMatch(like(request.resource(), false))
                : statement.has("NotResource")
                        && list(statement.get("NotResource")).stream().noneMatch(like(request.resource(), false));
        boolean conditions = true;
        for (var block : statement.path("Condition").properties()) {
            for (var line : block.getValue().properties()) {
                conditions &= holds(block.getKey(), line.getKey(), list(line.getValue()), request);
            }
        }
        return action && resource && conditions;
    }

    private static Predicate<String> like(String text, boolean ignoreCase) {
        return pattern -> regex(pattern, ignoreCase).matcher(text).matches();
    }

    private static Pattern regex(String pattern, boolean ignoreCase) {
        var quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(quoted, Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
    }

    private static boolean holds(String operator, String key, List<String> wanted, AccessRequest request) {
        var values = request.values(key.toLowerCase(java.util.Locale.ROOT));
        if (operator.equals("Null")) {
            return wanted.contains(String.valueOf(values.isEmpty()));
        }
        var name = operator;
        boolean all = name.startsWith("ForAllValues:");
        boolean some = name.startsWith("ForAnyValue:");
        boolean ifExists = name.endsWith("IfExists");
        name = name.replaceFirst("^For(All|Any)Values?:", "").replaceFirst("IfExists$", "");
        boolean not = name.contains("Not");
        if (values.isEmpty()) {
            return ifExists || all || not && !some;
        }
        var base = name.replace("Not", "");
        Predicate<String> one = value -> wanted.stream().anyMatch(each -> compare(base, value, each)) != not;
        return some ? values.stream().anyMatch(one) : values.stream().allMatch(one);
    }

    private static boolean compare(String operator, String value, String wanted) {
        return switch (operator) {
            case "StringEquals" -> value.equals(wanted);
            case "StringEqualsIgnoreCase" -> value.equalsIgnoreCase(wanted);
            case "StringLike" -> regex(wanted, false).matcher(value).matches();
            case "Bool" -> value.equalsIgnoreCase(wanted);
            case "NumericEquals" -> new BigDecimal(value).compareTo(new BigDecimal(wanted)) == 0;
            case "NumericLessThan" -> new BigDecimal(value).compareTo(new BigDecimal(wanted)) < 0;
            case "NumericGreaterThanEquals" -> new BigDecimal(value).compareTo(new BigDecimal(wanted)) >= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static List<String> list(JsonNode node) {
        var list = new ArrayList<String>();
        for (var each : node.isArray() ? node : List.of(node)) {
            list.add(each.asText());
        }
        return list;
    }
}
