package org.letterlock.imap;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// Flags as clients set them (RFC 3501 §9 `flag`): the five system flags in their usual spelling,
/// keywords as they come. `\Recent` and unknown system flags cannot be set.
final class FlagParser {
    private FlagParser() {}

    /// `"(" [flag *(SP flag)] ")"`
    static Set<String> list(Cursor in) throws ImapException {
        in.open();
        Set<String> flags = new LinkedHashSet<>();
        if (!in.at(')')) {
            members(in, flags);
        }
        in.close();
        return flags;
    }

    /// A list, or flags without parentheses as STORE allows.
    static Set<String> listOrBare(Cursor in) throws ImapException {
        if (in.at('(')) {
            return list(in);
        }
        Set<String> flags = new LinkedHashSet<>();
        members(in, flags);
        return flags;
    }

    private static void members(Cursor in, Set<String> flags) throws ImapException {
        do {
            in.item();
            flags.add(flag(in));
        } while (in.skip(' '));
    }

    private static String flag(Cursor in) throws ImapException {
        if (!in.skip('\\')) {
            return in.atom();
        }
        return switch (in.atom().toUpperCase(Locale.ROOT)) {
            case "SEEN" -> "\\Seen";
            case "ANSWERED" -> "\\Answered";
            case "FLAGGED" -> "\\Flagged";
            case "DELETED" -> "\\Deleted";
            case "DRAFT" -> "\\Draft";
            case "RECENT" -> throw new BadSyntax("\\Recent cannot be set");
            default -> throw new BadSyntax("Unknown system flag");
        };
    }
}
