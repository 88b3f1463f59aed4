package org.letterlock.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the address list of a field (RFC 5322 §3.4 with the obsolete forms of §4.4, RFC 6532), and
/// takes what is malformed as far as it goes. A route is dropped. Words without an address are a
/// mailbox with an empty host. Not thread-safe.
final class Addresses {
    private final FieldCursor text;
    private final List<Address> found = new ArrayList<>();
    private boolean inGroup;

    /// All words so far: the display name, if an address in angle brackets follows.
    private final StringBuilder phrase = new StringBuilder();
    /// The local part: of an address without angle brackets, the same words without blanks between.
    private final StringBuilder local = new StringBuilder();

    private @Nullable String host;
    private boolean bracketed;
    private String comment = "";

    private Addresses(String field) {
        this.text = new FieldCursor(field);
    }

    static List<Address> parse(@Nullable String field) {
        if (field == null || field.isEmpty()) {
            return List.of();
        }
        var addresses = new Addresses(field);
        addresses.list();
        return List.copyOf(addresses.found);
    }

    private void list() {
        while (!text.atEnd()) {
            switch (text.peek()) {
                case ',' -> {
                    text.advance();
                    finish();
                }
                case ';' -> {
                    text.advance();
                    finish();
                    endGroup();
                }
                case ':' -> {
                    text.advance();
                    startGroup();
                }
                case '<' -> {
                    text.advance();
                    bracketed();
                }
                case '@' -> domain();
                default -> word();
            }
        }
        finish();
        endGroup();
    }

    private void startGroup() {
        if (!inGroup && host == null) {
            inGroup = true;
            found.add(new Address(null, EncodedWords.decode(phrase.toString()), null));
            clear();
        } else {
            finish();
        }
    }

    private void endGroup() {
        if (inGroup) {
            inGroup = false;
            found.add(new Address(null, null, null));
        }
    }

    private void finish() {
        if (!local.isEmpty() || host != null) {
            CharSequence name = bracketed && !phrase.isEmpty() ? phrase : comment;
            found.add(new Address(
                    name.isEmpty() ? null : EncodedWords.decode(name.toString()),
                    host == null ? EncodedWords.decode(phrase.toString()) : local.toString(),
                    host == null ? "" : host));
        }
        clear();
    }

    private void clear() {
        phrase.setLength(0);
        local.setLength(0);
        host = null;
        bracketed = false;
        comment = "";
    }

    private void word() {
        char c = text.peek();
        if (Ascii.blank(c) || c == '(') {
            skipBlanks();
        } else if (c == '"') {
            append(text.quoted());
        } else {
            append(text.atom());
        }
    }

    private void append(String word) {
        if (bracketed) {
            return;
        }
        phrase.append(phrase.isEmpty() ? "" : " ").append(word);
        if (host == null) {
            local.append(word);
        }
    }

    private void domain() {
        int start = text.at();
        text.advance();
        String domain = hostName();
        if (host == null) {
            host = domain;
        }
        phrase.append(text.between(start, text.at()).stripTrailing());
    }

    /// A domain; blanks are taken only beside a dot, where the obsolete syntax allows them.
    private String hostName() {
        var name = new StringBuilder();
        skipBlanks();
        while (!text.atEnd() && ",;:<>@\"".indexOf(text.peek()) < 0) {
            char c = text.peek();
            if (c == '[') {
                name.append(text.literal());
            } else if (Ascii.blank(c) || c == '(') {
                skipBlanks();
                boolean atDot = text.peek() == '.' || !name.isEmpty() && name.charAt(name.length() - 1) == '.';
                if (!atDot) {
                    break;
                }
            } else {
                name.append(c);
                text.advance();
            }
        }
        return name.toString();
    }

    private void skipBlanks() {
        String skipped = text.skipBlanksAndComments();
        comment = skipped.isEmpty() ? comment : skipped;
    }

    /// `[@route,@route:] local @ domain >`, of which the local part alone, or nothing, is taken too.
    private void bracketed() {
        if (bracketed) {
            finish();
        }
        bracketed = true;
        local.setLength(0);
        host = route();
        while (!text.atEnd() && ",;>".indexOf(text.peek()) < 0) {
            char c = text.peek();
            if (c == '@') {
                text.advance();
                local.append(host == null ? "" : "@" + host);
                host = hostName();
            } else if (c == '"') {
                local.append(text.quoted());
            } else if (Ascii.blank(c) || c == '(') {
                text.skipBlanksAndComments();
            } else {
                local.append(c);
                text.advance();
            }
        }
        text.skip('>');
        host = host == null ? "" : host;
    }

    /// Skips a route. What looks like one, and has no colon after it, is a domain without a local part.
    private @Nullable String route() {
        text.skipBlanksAndComments();
        String last = null;
        while (text.peek() == '@' || last != null && text.peek() == ',') {
            if (!text.skip(',')) {
                text.advance();
                last = hostName();
            }
        }
        return text.skip(':') ? null : last;
    }
}
