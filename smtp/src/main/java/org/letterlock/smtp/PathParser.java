package org.letterlock.smtp;

import org.jspecify.annotations.Nullable;

/// A reverse-path or forward-path (RFC 5321 §4.1.2). Source routes are read over (§4.1.1.3); sizes are
/// those of §4.5.3.1. Pure, one pass, no recursion.
final class PathParser {
    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_DOMAIN = 255;
    private static final int MAX_LABEL = 63;
    private static final String ATEXT_MARKS = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private int at;

    PathParser(String text) {
        this.text = text;
    }

    /// @return null for `<>`
    @Nullable
    MailAddress reversePath() throws SmtpException.Syntax {
        if (text.startsWith("<>")) {
            at = 2;
            return null;
        }
        return path(false);
    }

    /// `<Postmaster>` needs no domain (RFC 5321 §4.1.1.3).
    MailAddress forwardPath() throws SmtpException.Syntax {
        return path(true);
    }

    /// What follows the path: parameters.
    String rest() throws SmtpException.Syntax {
        if (at < text.length() && text.charAt(at) != ' ') {
            throw bad();
        }
        return text.substring(at).strip();
    }

    private MailAddress path(boolean postmaster) throws SmtpException.Syntax {
        expect('<');
        if (peek() == '@') {
            route();
        }
        String local = peek() == '"' ? quotedString() : dotString();
        if (local.length() > MAX_LOCAL_PART) {
            throw bad();
        }
        if (postmaster && peek() == '>' && local.equalsIgnoreCase("postmaster")) {
            at++;
            return new MailAddress(local, "");
        }
        expect('@');
        String domain = peek() == '[' ? literal() : domain();
        expect('>');
        return new MailAddress(local, domain);
    }

    private void route() throws SmtpException.Syntax {
        do {
            expect('@');
            domain();
        } while (taken(','));
        expect(':');
    }

    private String dotString() throws SmtpException.Syntax {
        int start = at;
        do {
            int atom = at;
            while (isAtext(peek())) {
                at++;
            }
            if (at == atom) {
                throw bad();
            }
        } while (taken('.'));
        return text.substring(start, at);
    }

    private static boolean isAtext(char c) {
        return isLetterOrDigit(c) || ATEXT_MARKS.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private String quotedString() throws SmtpException.Syntax {
        expect('"');
        StringBuilder content = new StringBuilder();
        while (peek() != '"') {
            taken('\\');
            char c = peek();
            if (c < ' ' || c > '~') {
                throw bad();
            }
            content.append(c);
            at++;
        }
        at++;
        if (content.isEmpty()) {
            throw bad();
        }
        return content.toString();
    }

    private String domain() throws SmtpException.Syntax {
        int start = at;
        do {
            label();
        } while (taken('.'));
        if (at - start > MAX_DOMAIN) {
            throw bad();
        }
        return text.substring(start, at);
    }

    private void label() throws SmtpException.Syntax {
        int start = at;
        while (isLetterOrDigit(peek()) || peek() == '-') {
            at++;
        }
        if (at == start || at - start > MAX_LABEL || text.charAt(start) == '-' || text.charAt(at - 1) == '-') {
            throw bad();
        }
    }

    /// What is in the brackets does not matter: no literal is ours.
    private String literal() throws SmtpException.Syntax {
        int start = at;
        expect('[');
        while (isLetterOrDigit(peek()) || peek() == ':' || peek() == '.' || peek() == '-') {
            at++;
        }
        expect(']');
        if (at - start > MAX_DOMAIN || at - start == 2) {
            throw bad();
        }
        return text.substring(start, at);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean taken(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) throws SmtpException.Syntax {
        if (!taken(c)) {
            throw bad();
        }
    }

    private static SmtpException.Syntax bad() {
        return new SmtpException.Syntax(501, "5.1.3", "bad address: expected <local-part@domain>");
    }
}
