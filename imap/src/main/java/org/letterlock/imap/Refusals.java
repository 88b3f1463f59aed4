package org.letterlock.imap;

import org.letterlock.mailbox.Refused;

/// The mailbox's refusals as response codes (RFC 5530 §3).
final class Refusals {
    private Refusals() {}

    static ImapException of(Refused refused) {
        return switch (refused.code()) {
            case NONEXISTENT -> new Declined(ResponseCode.NONEXISTENT, refused.getMessage());
            case ALREADYEXISTS -> new Declined(ResponseCode.ALREADYEXISTS, refused.getMessage());
            case CANNOT -> new Declined(ResponseCode.CANNOT, refused.getMessage());
            case LIMIT -> new Declined(ResponseCode.LIMIT, refused.getMessage());
            case OVERQUOTA -> new Declined(ResponseCode.OVERQUOTA, refused.getMessage());
            case TRYCREATE -> new Declined(ResponseCode.TRYCREATE, refused.getMessage());
            case UNAVAILABLE -> new Unavailable(refused.getMessage(), refused);
            case CORRUPTION -> new Declined(ResponseCode.CORRUPTION, refused.getMessage());
        };
    }
}
