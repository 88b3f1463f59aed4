package org.letterlock.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern: characters as they are, `*` for any characters, `?` for one. Immutable. A wildcard is
/// not a character, so what a policy variable brings in is never one.
final class Glob {
    static final int MANY = -1;
    static final int ONE = -2;

    private final int[] tokens;

    private Glob(int[] tokens) {
        this.tokens = tokens;
    }

    /// With its stars and question marks as wildcards.
    static Glob of(String pattern) {
        return new Glob(pattern.chars().map(Glob::token).toArray());
    }

    static Glob ofTokens(int[] tokens) {
        return new Glob(tokens);
    }

    static int token(int character) {
        return switch (character) {
            case '*' -> MANY;
            case '?' -> ONE;
            default -> character;
        };
    }

    /// The first `count - 1` parts that colons end, and what is left; fewer where there are fewer
    /// colons.
    List<Glob> split(int count) {
        var parts = new ArrayList<Glob>();
        int start = 0;
        for (int at = 0; at < tokens.length && parts.size() < count - 1; at++) {
            if (tokens[at] == ':') {
                parts.add(new Glob(Arrays.copyOfRange(tokens, start, at)));
                start = at + 1;
            }
        }
        parts.add(new Glob(Arrays.copyOfRange(tokens, start, tokens.length)));
        return parts;
    }

    /// Works in place, in at most |pattern| × |text| steps.
    boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < tokens.length && tokens[p] == MANY) {
                star = p++;
                resume = t;
            } else if (p < tokens.length && (tokens[p] == ONE || tokens[p] == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < tokens.length && tokens[p] == MANY) {
            p++;
        }
        return p == tokens.length;
    }
}
