package org.letterlock.iam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.iam.StatementParser.Attached;

/// Reads policy documents: JSON of bounded size and depth, no duplicate members, no unknown
/// elements.
final class PolicyParser {
    private static final int MAX_DEPTH = 12;
    /// The only version with policy variables; without a version a document is of the older one.
    private static final String WITH_VARIABLES = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of(WITH_VARIABLES, "2008-10-17");
    private static final Set<String> DOCUMENT_ELEMENTS = Set.of("Version", "Id", "Statement");

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(Policy.MAX_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private PolicyParser() {}

    static List<Statement> parse(String json, Attached attached) throws MalformedPolicyException {
        if (json.length() > Policy.MAX_LENGTH) {
            throw new MalformedPolicyException("Policy document exceeds " + Policy.MAX_LENGTH + " characters.");
        }
        if (!json.chars().allMatch(PolicyParser::isAllowed)) {
            throw new MalformedPolicyException("Policy document contains a character outside U+0020 to U+00FF.");
        }
        var document = tree(json);
        checkElements(document, DOCUMENT_ELEMENTS);
        var version = document.get("Version");
        if (version != null && !(version.isTextual() && VERSIONS.contains(version.textValue()))) {
            throw new MalformedPolicyException("Policy version is not known.");
        }
        boolean variables = version != null && version.textValue().equals(WITH_VARIABLES);
        return statements(document.get("Statement"), new StatementParser(attached, variables));
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xFF;
    }

    private static JsonNode tree(String json) throws MalformedPolicyException {
        try {
            var node = JSON.readTree(json);
            if (node == null || !node.isObject()) {
                throw new MalformedPolicyException("Policy document is not a JSON object.");
            }
            return node;
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new MalformedPolicyException("Policy document is not valid JSON"
                    + (where == null
                            ? "."
                            : " at line " + where.getLineNr() + ", column " + where.getColumnNr() + "."));
        }
    }

    private static List<Statement> statements(@Nullable JsonNode node, StatementParser parser)
            throws MalformedPolicyException {
        if (node == null || !(node.isObject() || node.isArray() && !node.isEmpty())) {
            throw new MalformedPolicyException("Policy has no statement.");
        }
        var statements = new ArrayList<Statement>();
        for (var each : node.isArray() ? node : List.of(node)) {
            statements.add(parser.parse(each));
        }
        return statements;
    }

    static void checkElements(JsonNode object, Set<String> known) throws MalformedPolicyException {
        if (!object.isObject()) {
            throw new MalformedPolicyException("Policy element is not a JSON object.");
        }
        for (var name : (Iterable<String>) object::fieldNames) {
            if (!known.contains(name)) {
                throw new MalformedPolicyException("Policy element is not supported: " + brief(name));
            }
        }
    }

    /// One string, or a non-empty list of strings.
    static List<String> strings(JsonNode node, String what) throws MalformedPolicyException {
        var texts = new ArrayList<String>();
        for (var each : node.isArray() ? node : List.of(node)) {
            if (!each.isTextual() || each.textValue().isEmpty()) {
                throw new MalformedPolicyException("Policy element must hold strings: " + what);
            }
            texts.add(each.textValue());
        }
        if (texts.isEmpty()) {
            throw new MalformedPolicyException("Policy element is empty: " + what);
        }
        return List.copyOf(texts);
    }

    static String brief(String text) {
        return text.substring(0, Math.min(text.length(), 64));
    }
}
