package org.letterlock.smtp;

/// A command that fails, as one of three kinds. The reply is all that the peer is told; it quotes
/// nothing.
abstract sealed class SmtpException extends Exception {
    private final transient Reply reply;

    private SmtpException(Reply reply, Throwable cause) {
        super(reply.code() + " " + reply.status(), cause, false, true);
        this.reply = reply;
    }

    private SmtpException(Reply reply) {
        super(reply.code() + " " + reply.status());
        this.reply = reply;
    }

    final Reply reply() {
        return reply;
    }

    /// The peer does not speak the protocol, or out of turn. Counted: too many end the connection.
    static final class Syntax extends SmtpException {
        Syntax(int code, String status, String text) {
            super(Reply.of(code, status, text));
        }
    }

    /// The peer asks for what it may not have. Counted too: whoever guesses addresses is cut.
    static final class Denied extends SmtpException {
        Denied(int code, String status, String text) {
            super(Reply.of(code, status, text));
        }
    }

    /// We cannot do it now: the peer keeps the letter and comes again. Logged.
    static final class Unavailable extends SmtpException {
        Unavailable(int code, String status, String text) {
            super(Reply.of(code, status, text));
        }

        Unavailable(int code, String status, String text, Throwable cause) {
            super(Reply.of(code, status, text), cause);
        }
    }
}
