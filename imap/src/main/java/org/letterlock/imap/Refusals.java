package org.letterlock.imap;

import java.util.Objects;
import org.letterlock.mailbox.Refused;

/// The mailbox's refusals as response codes (RFC 5530 §3).
final class Refusals {
    private Refusals() {}

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
            case UNAVAILABLE -> new Unavailable(text, refused);
            case CORRUPTION -> new Declined(ResponseCode.CORRUPTION, text);
        };
    }
}
