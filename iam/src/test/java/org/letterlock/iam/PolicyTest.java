package org.letterlock.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/// Policies and what they say of requests, from the files in `policies`; documents that are
/// refused, from `malformed.json`.
class PolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d";
    private static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"%s}}";

    record Case(String file, String policy, AccessRequest request, Decision expected) {
        @Override
        public String toString() {
            return file + ": " + request.principal().name() + " " + request.action() + " " + request.conditions()
                    + " → " + expected;
        }
    }

    record Malformed(String why, String document) {}

    private static JsonNode read(String resource) {
        try (var in = PolicyTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                        "actions",
                        "all-conditions",
                        "any-action",
                        "aws-managed",
                        "bool",
                        "default",
                        "deny-account",
                        "direct-beats-delegated",
                        "explicit-deny",
                        "if-exists",
                        "no-resource",
                        "null",
                        "other-resource",
                        "principals",
                        "string-equals",
                        "string-equals-deny",
                        "string-like",
                        "string-not-equals")
                .flatMap(PolicyTest::casesOf);
    }

    private static Stream<Case> casesOf(String file) {
        var root = read("policies/" + file + ".json");
        var cases = new ArrayList<Case>();
        for (var node : root.get("cases")) {
            var request = new AccessRequest(
                    principal(node.get("who").asText()), node.get("action").asText(), KEY, conditions(node));
            cases.add(new Case(
                    file,
                    root.get("policy").toString(),
                    request,
                    Decision.valueOf(node.get("expect").asText())));
        }
        return cases.stream();
    }

    private static Map<String, List<String>> conditions(JsonNode node) {
        var conditions = new HashMap<String, List<String>>();
        for (var entry : node.path("conditions").properties()) {
            var values = new ArrayList<String>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            conditions.put(entry.getKey(), values);
        }
        return conditions;
    }

    private static Principal principal(String who) {
        var id = "AIDA" + "0".repeat(17);
        return switch (who) {
            case "root" -> new Principal.Root("111122223333");
            case "foreign-root" -> new Principal.Root("444455556666");
            case "foreign-user" -> new Principal.User("444455556666", id, "/", "alice");
            case "service" -> new Principal.Service("workmail.eu-west-1.amazonaws.com");
            default -> new Principal.User("111122223333", id, "/", who.substring("user:".length()));
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decides(Case given) throws Exception {
        assertThat(Policy.parse(given.policy()).decide(given.request())).isEqualTo(given.expected());
    }

    static Stream<Malformed> malformed() {
        var documents = new ArrayList<Malformed>();
        read("malformed.json")
                .forEach(node -> documents.add(new Malformed(
                        node.get("why").asText(), node.get("document").asText())));
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refuses(Malformed given) {
        assertThatThrownBy(() -> Policy.parse(given.document())).isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void theMalformedDocumentsDifferFromOneThatIsAccepted() {
        assertThatCode(() -> Policy.parse(ALLOW_ALL.formatted(""))).doesNotThrowAnyException();
    }

    @Test
    void boundsTheSizeOfADocument() throws Exception {
        int room = Policy.MAX_LENGTH - ALLOW_ALL.formatted(",\"Sid\":\"\"").length();
        Policy.parse(ALLOW_ALL.formatted(",\"Sid\":\"" + "a".repeat(room) + "\""));

        assertThatThrownBy(() -> Policy.parse(ALLOW_ALL.formatted(",\"Sid\":\"" + "a".repeat(room + 1) + "\"")))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("32768");
    }

    @Test
    void aPatternOfManyStarsIsQuick() {
        var pattern = "kms:" + "*a".repeat(2_000);
        assertThat(Glob.of(pattern).matches("kms:" + "a".repeat(1_999) + "b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*", "*a", "a**a", "?b*", "*?*"})
    void patternsAgreeWithRegularExpressions(String pattern) {
        var regex = pattern.replace("*", ".*").replace("?", ".");
        for (var text : List.of("", "a", "b", "aa", "ab", "ba", "aba", "abab", "aaa")) {
            assertThat(Glob.of(pattern).matches(text))
                    .as("%s on '%s'", pattern, text)
                    .isEqualTo(text.matches(regex));
        }
    }
}
