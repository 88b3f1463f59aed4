package org.letterlock.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random policies and requests out of a small vocabulary, so that they often meet: the evaluator
/// and [NaiveEvaluator] give the same verdict.
class EvaluatorsAgreeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "111122223333";
    private static final String ID = "AIDA" + "0".repeat(17);
    private static final List<Principal> PRINCIPALS = List.of(
            new Principal.Root(ACCOUNT),
            new Principal.User(ACCOUNT, ID, "/", "alice"),
            new Principal.User(ACCOUNT, ID, "/", "bob"),
            new Principal.Root("444455556666"),
            new Principal.User("444455556666", ID, "/", "carol"));
    private static final List<String> NAMES = List.of(
            "*",
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::444455556666:root",
            "arn:aws:iam::444455556666:user/carol");
    private static final List<String> ACTIONS =
            List.of("kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ReEncryptTo");
    private static final List<String> ACTION_PATTERNS =
            List.of("kms:*", "kms:?ncrypt", "kms:De*", "kms:*crypt*", "KMS:encrypt", "*", "kms:Decrypt");
    private static final List<String> RESOURCES =
            List.of("arn:aws:kms:eu-west-1:111122223333:key/1", "arn:aws:kms:eu-west-1:111122223333:key/2");
    private static final List<String> RESOURCE_PATTERNS =
            List.of("*", "arn:aws:kms:*:*:key/1", "arn:aws:kms:eu-west-1:111122223333:key/?", "arn:aws:*/2");
    private static final List<String> TEXT_OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike");
    private static final List<String> NUMBER_OPERATORS =
            List.of("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals");
    private static final List<String> TEXTS = List.of("a", "A", "ab", "a*", "?", "*b", "");
    private static final List<String> NUMBERS = List.of("7", "7.0", "14", "30");
    private static final int ROUNDS = 8_000;

    private final Random random = new Random(20261124);

    @Test
    void onRandomPoliciesAndRequests() throws Exception {
        var seen = new EnumMap<Verdict, Integer>(Verdict.class);
        for (int round = 0; round < ROUNDS; round++) {
            var keyPolicy = policy(true);
            var own = policy(false);
            var request = request();
            var verdict = new Evaluator(identities(own))
                    .decide(Policy.parse(keyPolicy.toString()), ACCOUNT, request, Map.of());

            assertThat(verdict)
                    .as("%s%n%s%n%s", keyPolicy, own, request)
                    .isEqualTo(NaiveEvaluator.decide(keyPolicy, own, ACCOUNT, request));
            seen.merge(verdict, 1, Integer::sum);
        }
        assertThat(seen.keySet()).containsExactlyInAnyOrder(Verdict.values());
        assertThat(seen.values()).allMatch(count -> count > ROUNDS / 100);
    }

    private static Identities identities(ObjectNode own) throws MalformedPolicyException {
        var policy = Policy.parseIdentityBased(own.toString());
        return new Identities() {
            @Override
            public boolean mayExist(String arn) {
                return true;
            }

            @Override
            public List<Policy> policies(Principal principal) {
                return principal instanceof Principal.User ? List.of(policy) : List.of();
            }

            @Override
            public Map<String, String> tags(Principal principal) {
                return Map.of();
            }
        };
    }

    private AccessRequest request() {
        var conditions = new HashMap<String, List<String>>();
        if (random.nextInt(3) > 0) {
            conditions.put("kms:RequestAlias", List.of(pick(TEXTS)));
        }
        if (random.nextInt(3) > 0) {
            conditions.put("kms:RotationPeriodInDays", List.of(pick(NUMBERS)));
        }
        if (random.nextBoolean()) {
            conditions.put(
                    "kms:EncryptionContextKeys",
                    random.ints(1 + random.nextInt(3), 0, TEXTS.size())
                            .mapToObj(TEXTS::get)
                            .toList());
        }
        if (random.nextBoolean()) {
            conditions.put("aws:SecureTransport", List.of(random.nextBoolean() ? "true" : "false"));
        }
        return new AccessRequest(pick(PRINCIPALS), pick(ACTIONS), pick(RESOURCES), conditions);
    }

    private ObjectNode policy(boolean principals) {
        var policy = JSON.createObjectNode().put("Version", "2012-10-17");
        var statements = policy.putArray("Statement");
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            statements.add(statement(principals));
        }
        return policy;
    }

    private ObjectNode statement(boolean principals) {
        var statement = JSON.createObjectNode().put("Effect", random.nextInt(4) == 0 ? "Deny" : "Allow");
        if (principals) {
            statement
                    .putObject(random.nextInt(5) == 0 ? "NotPrincipal" : "Principal")
                    .set("AWS", some(NAMES));
        }
        statement.set(random.nextInt(5) == 0 ? "NotAction" : "Action", some(ACTION_PATTERNS));
        if (!principals || random.nextInt(10) > 0) {
            statement.set(random.nextInt(5) == 0 ? "NotResource" : "Resource", some(RESOURCE_PATTERNS));
        }
        if (random.nextBoolean()) {
            statement.set("Condition", condition());
        }
        return statement;
    }

    private ObjectNode condition() {
        var condition = JSON.createObjectNode();
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            switch (random.nextInt(5)) {
                case 0 -> put(condition, pick(TEXT_OPERATORS) + ifExists(), "kms:RequestAlias", some(TEXTS));
                case 1 ->
                    put(condition, pick(NUMBER_OPERATORS) + ifExists(), "kms:RotationPeriodInDays", some(NUMBERS));
                case 2 ->
                    put(
                            condition,
                            pick(List.of("ForAllValues:", "ForAnyValue:")) + pick(TEXT_OPERATORS) + ifExists(),
                            "kms:EncryptionContextKeys",
                            some(TEXTS));
                case 3 -> put(condition, "Bool" + ifExists(), "aws:SecureTransport", some(List.of("true", "false")));
                default ->
                    put(
                            condition,
                            "Null",
                            pick(List.of("kms:RequestAlias", "kms:EncryptionContextKeys")),
                            some(List.of("true", "false")));
            }
        }
        return condition;
    }

    private static void put(ObjectNode condition, String operator, String key, ArrayNode values) {
        condition.withObjectProperty(operator).set(key, values);
    }

    private String ifExists() {
        return random.nextInt(4) == 0 ? "IfExists" : "";
    }

    private ArrayNode some(List<String> of) {
        var some = JSON.createArrayNode();
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            some.add(pick(of));
        }
        return some;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
