package org.letterlock.imap;

import org.jspecify.annotations.Nullable;

/// The command is understood and refused: `NO`, mostly with a response code (RFC 5530).
final class Declined extends ImapException {
    private final @Nullable ResponseCode code;

    Declined(@Nullable ResponseCode code, String reply) {
        super(reply, null);
        this.code = code;
    }

    @Nullable
    ResponseCode code() {
        return code;
    }
}
