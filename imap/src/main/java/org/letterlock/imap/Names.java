package org.letterlock.imap;

import java.nio.charset.StandardCharsets;

/// Reads mailbox names, each with the space before it: modified UTF-7, or UTF-8 once that is enabled
/// (RFC 6855 §3).
final class Names {
    private static final String INBOX = "INBOX";

    private final Cursor in;
    private final boolean utf8;

    Names(Cursor in, boolean utf8) {
        this.in = in;
        this.utf8 = utf8;
    }

    /// `INBOX` in any case is `INBOX`.
    String mailbox() throws BadSyntax {
        in.space();
        return decoded(in.astring());
    }

    String reference() throws BadSyntax {
        return mailbox();
    }

    /// A name with the wildcards `*` and `%`.
    String pattern() throws BadSyntax {
        in.space();
        return barePattern();
    }

    /// A pattern without a space before it.
    String barePattern() throws BadSyntax {
        return decoded(in.pattern());
    }

    private String decoded(byte[] wire) throws BadSyntax {
        if (wire.length > in.limits().nameBytes()) {
            throw new BadSyntax("Mailbox name too long");
        }
        String name = utf8 ? Cursor.utf8(wire) : ModifiedUtf7.decode(wire);
        return name.equalsIgnoreCase(INBOX) ? INBOX : name;
    }

    /// As the name is sent.
    static byte[] encoded(String name, boolean utf8) {
        return utf8
                ? name.getBytes(StandardCharsets.UTF_8)
                : ModifiedUtf7.encode(name).getBytes(StandardCharsets.US_ASCII);
    }
}
