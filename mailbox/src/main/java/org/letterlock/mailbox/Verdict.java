package org.letterlock.mailbox;

/// Whether a message matches, as far as it has been looked at (Kleene's logic).
enum Verdict {
    NO,
    YES,
    UNKNOWN;

    static Verdict of(boolean matches) {
        return matches ? YES : NO;
    }

    Verdict not() {
        return switch (this) {
            case NO -> YES;
            case YES -> NO;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
