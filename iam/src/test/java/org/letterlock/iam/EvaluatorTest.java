package org.letterlock.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a key policy and a principal's own policies say together, from `evaluations.json`.
class EvaluatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "111122223333";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d";
    private static final String ID = "AIDA" + "0".repeat(17);

    record Case(String about, String policy, String identityBased, AccessRequest request, Verdict expected) {
        @Override
        public String toString() {
            return about + ": " + request.principal().name() + " " + request.action() + " on " + request.resource()
                    + " with " + request.conditions() + " → " + expected;
        }
    }

    /// Users have these policies; others none.
    private record Given(List<Policy> policies) implements Identities {
        @Override
        public boolean mayExist(String arn) {
            return true;
        }

        @Override
        public List<Policy> policies(Principal principal) {
            return principal instanceof Principal.User user && user.userName().equals("alice") ? policies : List.of();
        }

        @Override
        public Map<String, String> tags(Principal principal) {
            return Map.of();
        }
    }

    static Stream<Case> cases() throws IOException {
        var cases = new ArrayList<Case>();
        try (var in = EvaluatorTest.class.getResourceAsStream("evaluations.json")) {
            for (var group : JSON.readTree(in)) {
                for (var node : group.get("cases")) {
                    cases.add(new Case(
                            group.get("about").asText(),
                            document(group, "statements"),
                            group.get("identity").isEmpty() ? "" : document(group, "identity"),
                            request(node),
                            Verdict.valueOf(node.get("expect").asText())));
                }
            }
        }
        return cases.stream();
    }

    private static String document(JsonNode group, String statements) {
        ObjectNode document = JSON.createObjectNode();
        document.set("Version", group.get("version"));
        document.set("Statement", group.get(statements));
        return document.toString();
    }

    private static AccessRequest request(JsonNode node) {
        var conditions = new HashMap<String, List<String>>();
        for (var entry : node.path("conditions").properties()) {
            var values = new ArrayList<String>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            conditions.put(entry.getKey(), values);
        }
        var principal = principal(node.get("who").asText());
        if (principal instanceof Principal.User user) {
            conditions.putIfAbsent("aws:username", List.of(user.userName()));
        }
        return new AccessRequest(
                principal, node.get("action").asText(), node.path("resource").asText(KEY), conditions);
    }

    private static Principal principal(String who) {
        return switch (who) {
            case "root" -> new Principal.Root(ACCOUNT);
            case "foreign-root" -> new Principal.Root("444455556666");
            case "service" -> new Principal.Service("workmail.eu-west-1.amazonaws.com");
            case "other-service" -> new Principal.Service("s3.eu-west-1.amazonaws.com");
            case "alice", "bob" -> new Principal.User(ACCOUNT, ID, "/", who);
            default -> new Principal.User("444455556666", ID, "/", who.substring("foreign-".length()));
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decides(Case given) throws Exception {
        assertThat(verdict(given)).isEqualTo(given.expected());
    }

    private static Verdict verdict(Case given) throws MalformedPolicyException {
        var own = given.identityBased().isEmpty()
                ? List.<Policy>of()
                : List.of(Policy.parseIdentityBased(given.identityBased()));
        return new Evaluator(new Given(own)).decide(Policy.parse(given.policy()), ACCOUNT, given.request(), Map.of());
    }

    @Test
    void everyVerdictOccursInTheTable() throws Exception {
        assertThat(cases().map(Case::expected)).contains(Verdict.values());
        assertThat(cases()).hasSizeGreaterThan(300);
    }

    @Test
    void everyOperatorOccursInTheTable() throws Exception {
        var all = String.join(
                "\n", cases().map(each -> each.policy() + each.identityBased()).toList());
        for (var operator : Operator.values()) {
            assertThat(all).containsPattern("[\":]" + name(operator) + "(IfExists)?\":");
        }
    }

    private static String name(Operator operator) {
        var name = new StringBuilder();
        for (var word : operator.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }

    @Test
    void keysForIdentityBasedPoliciesAloneAreHiddenFromTheKeyPolicy() throws Exception {
        var condition = "\"Condition\":{\"ForAnyValue:StringEquals\":{\"kms:ResourceAliases\":\"alias/a\"}}";
        var rest = "\"Action\":\"kms:*\",\"Resource\":\"*\"," + condition + "}}";
        var keyPolicy = Policy.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\"," + rest);
        var delegating = Policy.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}}");
        var own = Policy.parseIdentityBased("{\"Statement\":{\"Effect\":\"Allow\"," + rest);
        var request = new AccessRequest(principal("alice"), "kms:Encrypt", KEY, Map.of());
        var aliases = Map.of("kms:ResourceAliases", List.of("alias/a"));
        var evaluator = new Evaluator(new Given(List.of(own)));

        assertThat(evaluator.decide(keyPolicy, ACCOUNT, request, aliases)).isEqualTo(Verdict.NOT_ALLOWED_BY_RESOURCE);
        assertThat(evaluator.decide(delegating, ACCOUNT, request, aliases)).isEqualTo(Verdict.ALLOWED);
        assertThat(evaluator.decide(delegating, ACCOUNT, request, Map.of())).isEqualTo(Verdict.NOT_ALLOWED_BY_IDENTITY);
    }

    @Test
    void whatHasNoPolicyOfItsOwnIsTheAccounts() throws Exception {
        var own = Policy.parseIdentityBased(
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:List*\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Deny\",\"Action\":\"kms:ListKeys\",\"Resource\":\"*\"}]}");
        var evaluator = new Evaluator(new Given(List.of(own)));

        assertThat(account(evaluator, "root", "kms:CreateKey")).isEqualTo(Verdict.ALLOWED);
        assertThat(account(evaluator, "alice", "kms:ListAliases")).isEqualTo(Verdict.ALLOWED);
        assertThat(account(evaluator, "alice", "kms:ListKeys")).isEqualTo(Verdict.DENIED_BY_IDENTITY);
        assertThat(account(evaluator, "alice", "kms:CreateKey")).isEqualTo(Verdict.NOT_ALLOWED_BY_IDENTITY);
        assertThat(account(evaluator, "foreign-root", "kms:ListKeys")).isEqualTo(Verdict.NOT_ALLOWED_BY_IDENTITY);
        assertThat(account(evaluator, "foreign-alice", "kms:ListAliases")).isEqualTo(Verdict.NOT_ALLOWED_BY_IDENTITY);
        assertThat(account(evaluator, "service", "kms:ListKeys")).isEqualTo(Verdict.NOT_ALLOWED_BY_IDENTITY);
    }

    private static Verdict account(Evaluator evaluator, String who, String action) {
        return evaluator.decide(ACCOUNT, new AccessRequest(principal(who), action, "*", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\":\"Allow\",\"Action\":\"kms:*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"key/1\"}",
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Deny\",\"NotPrincipal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}"
            })
    void anIdentityBasedPolicyNamesResourcesAndNoPrincipals(String statement) {
        assertThatThrownBy(() -> Policy.parseIdentityBased("{\"Statement\":" + statement + "}"))
                .isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void namesThePrincipalsThatMustExist() throws Exception {
        var policy = Policy.parse("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\",\"" + ACCOUNT
                + "\",\"arn:aws:iam::111122223333:user/a\"],\"Service\":\"s3.amazonaws.com\"},\"Action\":\"kms:*\"},"
                + "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::111122223333:role/b\"},"
                + "\"Action\":\"kms:*\"}]}");
        assertThat(policy.namedPrincipals())
                .containsExactlyInAnyOrder("arn:aws:iam::111122223333:user/a", "arn:aws:iam::111122223333:role/b");
    }

    @Test
    void tellsWhyAsAwsDoes() {
        assertThat(Verdict.NOT_ALLOWED_BY_IDENTITY.because("kms:Decrypt"))
                .isEqualTo("because no identity-based policy allows the kms:Decrypt action");
        assertThat(Verdict.NOT_ALLOWED_BY_RESOURCE.because("kms:Decrypt"))
                .isEqualTo("because no resource-based policy allows the kms:Decrypt action");
        assertThat(Verdict.DENIED_BY_RESOURCE.because("kms:Decrypt"))
                .isEqualTo("with an explicit deny in a resource-based policy");
    }
}
