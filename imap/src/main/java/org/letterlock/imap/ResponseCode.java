package org.letterlock.imap;

/// What stands in brackets in a status response (RFC 3501 §7.1, RFC 5530). `text` is made by this
/// server and never carries input.
record ResponseCode(String text) {
    static final ResponseCode ALERT = new ResponseCode("ALERT");
    static final ResponseCode ALREADYEXISTS = new ResponseCode("ALREADYEXISTS");
    static final ResponseCode AUTHENTICATIONFAILED = new ResponseCode("AUTHENTICATIONFAILED");
    static final ResponseCode CANNOT = new ResponseCode("CANNOT");
    static final ResponseCode CLIENTBUG = new ResponseCode("CLIENTBUG");
    static final ResponseCode CLOSED = new ResponseCode("CLOSED");
    static final ResponseCode CORRUPTION = new ResponseCode("CORRUPTION");
    static final ResponseCode EXPUNGEISSUED = new ResponseCode("EXPUNGEISSUED");
    static final ResponseCode HASCHILDREN = new ResponseCode("HASCHILDREN");
    static final ResponseCode LIMIT = new ResponseCode("LIMIT");
    static final ResponseCode NONEXISTENT = new ResponseCode("NONEXISTENT");
    static final ResponseCode OVERQUOTA = new ResponseCode("OVERQUOTA");
    static final ResponseCode PRIVACYREQUIRED = new ResponseCode("PRIVACYREQUIRED");
    static final ResponseCode READ_ONLY = new ResponseCode("READ-ONLY");
    static final ResponseCode READ_WRITE = new ResponseCode("READ-WRITE");
    static final ResponseCode SERVERBUG = new ResponseCode("SERVERBUG");
    static final ResponseCode TOOBIG = new ResponseCode("TOOBIG");
    static final ResponseCode TRYCREATE = new ResponseCode("TRYCREATE");
    static final ResponseCode UIDNOTSTICKY = new ResponseCode("UIDNOTSTICKY");
    static final ResponseCode UNAVAILABLE = new ResponseCode("UNAVAILABLE");
    static final ResponseCode UNKNOWN_CTE = new ResponseCode("UNKNOWN-CTE");
    static final ResponseCode USEATTR = new ResponseCode("USEATTR");
    static final ResponseCode BADCHARSET = new ResponseCode("BADCHARSET (US-ASCII UTF-8)");

    /// RFC 8474 §4.1.
    static ResponseCode mailboxId(long folder) {
        return new ResponseCode("MAILBOXID (F" + folder + ')');
    }

    static ResponseCode of(String name, long number) {
        return new ResponseCode(name + ' ' + number);
    }
}
