package org.letterlock.mailbox;

import java.util.Set;

/// What STORE does to flags.
public record FlagChange(Kind kind, Set<String> flags) {
    public enum Kind {
        ADD,
        REMOVE,
        REPLACE
    }
}
