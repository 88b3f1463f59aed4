package org.letterlock.imap;

import org.jspecify.annotations.Nullable;

/// A command has succeeded: what its tagged OK says.
record Done(@Nullable ResponseCode code, String text) {
    /// The tagged OK has been sent.
    static final Done SAID = new Done(null, "");

    static Done ok(String text) {
        return new Done(null, text);
    }
}
