package org.letterlock.smtp;

import java.util.Locale;
import java.util.regex.Pattern;

/// A mailbox's address as SMTP has it (RFC 5321 §4.1.2).
///
/// @param localPart without quoting
/// @param domain    in lower case; empty for `Postmaster` alone; in brackets for an address literal
record MailAddress(String localPart, String domain) {
    private static final Pattern DOT_STRING =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    MailAddress {
        domain = domain.toLowerCase(Locale.ROOT);
    }

    boolean isLiteral() {
        return domain.startsWith("[");
    }

    /// Quoted where it must be, so that two spellings of an address are one text.
    String text() {
        String local = DOT_STRING.matcher(localPart).matches()
                ? localPart
                : '"' + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return domain.isEmpty() ? local : local + '@' + domain;
    }

    /// Addresses are no business of a log.
    @Override
    public String toString() {
        return "MailAddress";
    }
}
