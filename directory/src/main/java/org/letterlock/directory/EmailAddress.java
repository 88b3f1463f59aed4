package org.letterlock.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address, normalized: the domain as in [Domain]; the local part as a dot-atom (RFC 5322
/// §3.2.3) in lower case, because here `Alice@` and `alice@` are one mailbox, as RFC 5321 §2.3.11
/// leaves to the receiver. A quoted local part that needs no quotes is the same address as without
/// them; one that needs them is no address of this server. Letters beyond ASCII (RFC 6531) are none
/// yet: no door could receive for them.
///
/// @param local at most 64 bytes (RFC 5321 §4.5.3.1.1)
record EmailAddress(String local, Domain domain) {
    private static final int MAX_LENGTH = 320;
    private static final int MAX_LOCAL = 64;
    private static final Pattern DOT_ATOM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /// Empty if this is no address that a mailbox here can have.
    static Optional<EmailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = unquote(text.substring(0, at));
        boolean valid = local.length() <= MAX_LOCAL && DOT_ATOM.matcher(local).matches();
        return valid
                ? Domain.parse(text.substring(at + 1))
                        .map(domain -> new EmailAddress(local.toLowerCase(Locale.ROOT), domain))
                : Optional.empty();
    }

    private static String unquote(String local) {
        boolean quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
        return quoted ? local.substring(1, local.length() - 1) : local;
    }

    String text() {
        return local + "@" + domain.name();
    }

    /// Prints nothing: addresses do not belong in logs.
    @Override
    public String toString() {
        return "EmailAddress";
    }
}
