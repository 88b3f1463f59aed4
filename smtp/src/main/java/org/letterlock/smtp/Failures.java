package org.letterlock.smtp;

import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.StoreException;

/// What the peer is told when what lies behind us fails: always that it should come again, never that the
/// letter is refused for good, since none of this is the sender's fault.
final class Failures {
    private Failures() {}

    /// @param code 451 for a letter, 454 for a log-in (RFC 4954 §6)
    static SmtpException of(int code, KeyUnavailableException e) {
        return new SmtpException.Unavailable(code, "4.7.0", "the key is not available now, try again later", e);
    }

    static SmtpException of(Refused e) {
        return switch (e.code()) {
            case OVERQUOTA -> new SmtpException.Unavailable(452, "4.2.2", "mailbox full", e);
            case NOSPACE -> noSpace(e);
            case NONEXISTENT, ALREADYEXISTS, CANNOT, HASCHILDREN, LIMIT, TRYCREATE, UNAVAILABLE, CORRUPTION ->
                new SmtpException.Unavailable(451, "4.3.0", "the mailbox cannot take it now, try again later", e);
        };
    }

    static SmtpException of(StoreException e) {
        return e instanceof StoreException.Full
                ? noSpace(e)
                : new SmtpException.Unavailable(451, "4.3.0", "the mailbox cannot take it now, try again later", e);
    }

    /// For a log-in (RFC 4954 §6): the password was not judged.
    static SmtpException ofLogin(StoreException e) {
        return new SmtpException.Unavailable(454, "4.3.0", "no log-in now, try again later", e);
    }

    private static SmtpException noSpace(Exception e) {
        return new SmtpException.Unavailable(452, "4.3.1", "no space now, try again later", e);
    }
}
