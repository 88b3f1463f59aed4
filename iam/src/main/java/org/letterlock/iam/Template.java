package org.letterlock.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Text of a policy that may hold policy variables (`${aws:username}`, with a default
/// `${aws:PrincipalTag/team, 'none'}`, and `${*}`, `${?}`, `${$}` for the characters themselves). A
/// variable whose key the request lacks leaves the text without a value. Immutable.
final class Template {
    /// A piece of the text.
    private sealed interface Part {
        record Written(String text) implements Part {}

        /// A character that is no wildcard.
        record Character(int character) implements Part {}

        /// @param key      in lower case
        /// @param fallback null: none
        record Variable(String key, @Nullable String fallback) implements Part {}
    }

    private static final Pattern VARIABLE =
            Pattern.compile("\\s*([A-Za-z0-9:/_.=+@-]{1,256})\\s*(?:,\\s*'([^']{0,256})'\\s*)?");

    private final List<Part> parts;
    private final @Nullable Glob constantGlob;
    private final @Nullable String constantText;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
        boolean constant = parts.stream().noneMatch(Part.Variable.class::isInstance);
        this.constantGlob = constant ? resolveGlob(List.of()) : null;
        this.constantText = constant ? resolveText(List.of()) : null;
    }

    static Template literal(String text) {
        return new Template(List.of(new Part.Written(text)));
    }

    static Template parse(String text) throws MalformedPolicyException {
        var parts = new ArrayList<Part>();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            int end = text.indexOf('}', open);
            if (end < 0) {
                throw new MalformedPolicyException("Policy variable is not closed: " + PolicyParser.brief(text));
            }
            parts.add(new Part.Written(text.substring(at, open)));
            parts.add(part(text.substring(open + 2, end)));
            at = end + 1;
        }
        parts.add(new Part.Written(text.substring(at)));
        return new Template(parts);
    }

    private static Part part(String inside) throws MalformedPolicyException {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Part.Character(inside.charAt(0));
        }
        var match = VARIABLE.matcher(inside);
        var key = match.matches() ? match.group(1).toLowerCase(Locale.ROOT) : "";
        if (!ConditionKeys.isKnown(key) || ConditionKeys.isMultiple(key)) {
            throw new MalformedPolicyException("Policy variable is not supported: " + PolicyParser.brief(inside));
        }
        return new Part.Variable(key, match.group(2));
    }

    boolean hasVariables() {
        return constantText == null;
    }

    /// As a pattern; empty if a variable has no value in this request.
    Optional<Glob> glob(AccessRequest request) {
        return constantGlob != null
                ? Optional.of(constantGlob)
                : values(request).map(this::resolveGlob);
    }

    /// As text without wildcards; empty if a variable has no value in this request.
    Optional<String> text(AccessRequest request) {
        return constantText != null
                ? Optional.of(constantText)
                : values(request).map(this::resolveText);
    }

    private Optional<List<String>> values(AccessRequest request) {
        var values = new ArrayList<String>();
        for (var part : parts) {
            if (part instanceof Part.Variable variable) {
                var present = request.values(variable.key());
                var value = present.size() == 1 ? present.getFirst() : variable.fallback();
                if (value == null || present.size() > 1) {
                    return Optional.empty();
                }
                values.add(value);
            }
        }
        return Optional.of(values);
    }

    private Glob resolveGlob(List<String> values) {
        var tokens = IntStream.builder();
        int next = 0;
        for (var part : parts) {
            switch (part) {
                case Part.Written written ->
                    written.text().chars().map(Glob::token).forEach(tokens::add);
                case Part.Character character -> tokens.add(character.character());
                case Part.Variable ignored -> values.get(next++).chars().forEach(tokens::add);
            }
        }
        return Glob.ofTokens(tokens.build().toArray());
    }

    private String resolveText(List<String> values) {
        var text = new StringBuilder();
        int next = 0;
        for (var part : parts) {
            switch (part) {
                case Part.Written written -> text.append(written.text());
                case Part.Character character -> text.append((char) character.character());
                case Part.Variable ignored -> text.append(values.get(next++));
            }
        }
        return text.toString();
    }
}
