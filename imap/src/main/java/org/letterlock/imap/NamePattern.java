package org.letterlock.imap;

import java.util.BitSet;

/// A LIST pattern (RFC 3501 §6.3.8): `*` is any text, `%` any text without a `/`. Matching takes time
/// in proportion to the name times the wildcards, of which there are few: no pattern makes it slow.
final class NamePattern {
    private static final int MAX_WILDCARDS = 32;
    private static final String INBOX = "INBOX";

    private final String pattern;

    private NamePattern(String pattern) {
        this.pattern = pattern;
    }

    static NamePattern of(String pattern) throws BadSyntax {
        long wildcards = pattern.chars().filter(c -> c == '*' || c == '%').count();
        if (wildcards > MAX_WILDCARDS) {
            throw new BadSyntax("Too many wildcards");
        }
        return new NamePattern(pattern);
    }

    boolean matches(String name) {
        // The first level INBOX is so in any case (RFC 3501 §5.1).
        int folded = name.equals(INBOX) || name.startsWith(INBOX + '/') ? INBOX.length() : 0;
        BitSet states = new BitSet(pattern.length() + 1);
        reach(states, 0);
        for (int i = 0; i < name.length() && !states.isEmpty(); i++) {
            states = step(states, name.charAt(i), i < folded);
        }
        return states.get(pattern.length());
    }

    /// The positions in the pattern that are reached by one more character of the name.
    ///
    /// @param fold whether case does not matter; `c` is in upper case then
    private BitSet step(BitSet states, char c, boolean fold) {
        BitSet next = new BitSet(pattern.length() + 1);
        for (int at = states.nextSetBit(0); at >= 0; at = states.nextSetBit(at + 1)) {
            if (at == pattern.length()) {
                continue;
            }
            char expected = pattern.charAt(at);
            if (expected == '*' || expected == '%' && c != '/') {
                reach(next, at);
            } else if (expected != '%' && (expected == c || fold && Character.toUpperCase(expected) == c)) {
                reach(next, at + 1);
            }
        }
        return next;
    }

    /// A wildcard may also stand for nothing.
    private void reach(BitSet states, int position) {
        int at = position;
        states.set(at);
        while (at < pattern.length() && (pattern.charAt(at) == '*' || pattern.charAt(at) == '%')) {
            states.set(++at);
        }
    }
}
