package org.letterlock.imap;

import org.jspecify.annotations.Nullable;

/// A command that fails while the connection goes on. Three kinds, mapped to an answer in one place
/// ([Session#answer]). [#reply()] is safe for the peer by construction: it quotes nothing of the
/// request and nothing of a message.
abstract sealed class ImapException extends Exception permits BadSyntax, Declined, Unavailable {
    private final String reply;

    ImapException(String reply, @Nullable Throwable cause) {
        super(reply, cause);
        this.reply = reply;
    }

    /// What the client is told.
    String reply() {
        return reply;
    }
}
