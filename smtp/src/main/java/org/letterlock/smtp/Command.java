package org.letterlock.smtp;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a client can say (RFC 5321 §4.1), as [CommandParser] understood it.
sealed interface Command {
    /// HELO, or EHLO.
    ///
    /// @param name what the client calls itself: printable ASCII, believed by nobody
    record Hello(String name, boolean extended) implements Command {}

    /// MAIL FROM.
    ///
    /// @param sender null for the empty reverse-path of a bounce
    /// @param size   of the message, as the client announces it (RFC 1870)
    record Mail(@Nullable MailAddress sender, OptionalLong size) implements Command {}

    /// RCPT TO.
    record Rcpt(MailAddress recipient) implements Command {}

    record Data() implements Command {}

    record Rset() implements Command {}

    record Noop() implements Command {}

    record Quit() implements Command {}

    record Vrfy() implements Command {}

    record Help() implements Command {}

    record StartTls() implements Command {}

    /// @param mechanism in upper case
    /// @param initial   the initial response in base64, `=` for an empty one; null if there is none
    record Auth(String mechanism, @Nullable String initial) implements Command {
        /// The initial response may hold a password.
        @Override
        public String toString() {
            return "Auth[" + mechanism + "]";
        }
    }

    /// A verb that is known, but not offered here.
    record NotOffered() implements Command {}
}
