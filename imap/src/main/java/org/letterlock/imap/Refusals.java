package org.letterlock.imap;

import java.util.Objects;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.StoreException;

/// The mailbox's and the store's refusals as response codes (RFC 5530 §3).
final class Refusals {
    private Refusals() {}

    /// Where no mailbox stands between: the directory's records.
    static ImapException of(StoreException failure) {
        return switch (failure) {
            case StoreException.Corrupt e -> new Declined(ResponseCode.CORRUPTION, "What is stored is damaged");
            case StoreException.Full e -> new Unavailable("No space left, try again later", e);
            default -> new Unavailable("The store does not answer, try again later", failure);
        };
    }

    static ImapException of(Refused refused) {
        String text = Objects.requireNonNullElse(refused.getMessage(), "Refused");
        return switch (refused.code()) {
            case NONEXISTENT -> new Declined(ResponseCode.NONEXISTENT, text);
            case ALREADYEXISTS -> new Declined(ResponseCode.ALREADYEXISTS, text);
            case CANNOT -> new Declined(ResponseCode.CANNOT, text);
            case HASCHILDREN -> new Declined(ResponseCode.HASCHILDREN, text);
            case LIMIT -> new Declined(ResponseCode.LIMIT, text);
            case OVERQUOTA -> new Declined(ResponseCode.OVERQUOTA, text);
            case TRYCREATE -> new Declined(ResponseCode.TRYCREATE, text);
            case NOSPACE, UNAVAILABLE -> new Unavailable(text, refused);
            case CORRUPTION -> new Declined(ResponseCode.CORRUPTION, text);
        };
    }
}
