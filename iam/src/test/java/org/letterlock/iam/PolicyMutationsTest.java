package org.letterlock.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Documents of the corpus with random changes: each is accepted, and then decides without failing, or
/// refused as malformed, and nothing else.
class PolicyMutationsTest {
    private static final int ROUNDS = 20_000;
    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "*",
            "?",
            "${",
            "}",
            "$",
            "\\u0000",
            "\\",
            "null",
            "true",
            "1e9",
            "-0",
            "Not",
            "IfExists",
            "ForAllValues:",
            "ForAnyValue:",
            "arn:aws:iam::",
            "/33",
            "::",
            "2026-13-41",
            "=",
            "é");
    private static final AccessRequest REQUEST = new AccessRequest(
            new Principal.User("111122223333", "AIDA" + "0".repeat(17), "/", "alice"),
            "kms:Decrypt",
            "arn:aws:kms:eu-west-1:111122223333:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d",
            Map.of(
                    "kms:EncryptionContext:dept", List.of("IT"),
                    "kms:EncryptionContextKeys", List.of("dept", "a"),
                    "aws:SourceIp", List.of("192.0.2.7"),
                    "aws:CurrentTime", List.of("2026-11-24T10:00:00Z"),
                    "aws:username", List.of("alice"),
                    "kms:RotationPeriodInDays", List.of("365")));

    private final Random random = new Random(1);

    @Test
    void areAcceptedOrRefusedAsMalformed() throws Exception {
        var corpus = corpus();
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var document = corpus.get(random.nextInt(corpus.size()));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                document = mutated(document);
            }
            accepted += decides(document) ? 1 : 0;
        }
        assertThat(accepted).isBetween(ROUNDS / 100, ROUNDS - ROUNDS / 100);
    }

    private static boolean decides(String document) {
        try {
            Policy.parse(document).decide(REQUEST);
            return true;
        } catch (MalformedPolicyException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(300);
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(document, e);
        }
    }

    private String mutated(String document) {
        int at = random.nextInt(document.length());
        var piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(5)) {
            case 0 -> document.substring(0, at) + piece + document.substring(at);
            case 1 ->
                document.substring(0, at)
                        + piece
                        + document.substring(Math.min(document.length(), at + piece.length()));
            case 2 ->
                document.substring(0, at) + document.substring(Math.min(document.length(), at + 1 + random.nextInt(4)));
            case 3 -> document.substring(0, at) + (char) random.nextInt(0x180) + document.substring(at);
            default -> {
                int from = random.nextInt(document.length());
                int to = Math.min(document.length(), from + random.nextInt(40));
                yield document.substring(0, at) + document.substring(from, to) + document.substring(at);
            }
        };
    }

    private static List<String> corpus() throws Exception {
        var json = new ObjectMapper();
        var documents = new ArrayList<String>();
        try (var in = PolicyMutationsTest.class.getResourceAsStream("evaluations.json")) {
            for (JsonNode group : json.readTree(in)) {
                var document = json.createObjectNode();
                document.set("Version", group.get("version"));
                document.set("Statement", group.get("statements"));
                documents.add(document.toString());
            }
        }
        return documents;
    }
}
