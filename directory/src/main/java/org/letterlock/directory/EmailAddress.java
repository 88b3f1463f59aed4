package org.letterlock.directory;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address, normalized: the domain as in [Domain]; the local part as a dot-atom (RFC 5322 §3.2.3, with the letters
/// of RFC 6531), composed (NFC) and in lower case, because here `Alice@` and `alice@` are one mailbox, as RFC 5321
/// §2.3.11 leaves to the receiver. A quoted local part that needs no quotes is the same address as without them; one
/// that needs them is no address of this server.
///
/// @param local at most 64 bytes of UTF-8
record EmailAddress(String local, Domain domain) {
    private static final int MAX_LENGTH = 320;
    private static final int MAX_LOCAL_BYTES = 64;
    private static final Pattern DOT_ATOM =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+)*");

    /// Empty if this is no address that a mailbox here can have.
    static Optional<EmailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String local = normalize(unquote(text.substring(0, at)));
        boolean valid =
                DOT_ATOM.matcher(local).matches() && local.getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL_BYTES;
        return valid
                ? Domain.parse(text.substring(at + 1)).map(domain -> new EmailAddress(local, domain))
                : Optional.empty();
    }

    private static String unquote(String local) {
        boolean quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
        return quoted ? local.substring(1, local.length() - 1) : local;
    }

    /// Composed once more after lower-casing, which can take letters apart.
    private static String normalize(String local) {
        String lower = Normalizer.normalize(local, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
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
