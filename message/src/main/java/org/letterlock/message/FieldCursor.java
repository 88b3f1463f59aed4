package org.letterlock.message;

/// Reads the words of a structured field (RFC 5322 §3.2). It takes malformed text as far as it goes:
/// what is not closed closes at the end. Every character is read once. Not thread-safe.
final class FieldCursor {
    private static final String SPECIALS = " \t\"(),:;<>@";

    private final String text;
    private int at;

    FieldCursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /// The character here; NUL at the end.
    char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    void advance() {
        at++;
    }

    int at() {
        return at;
    }

    String between(int start, int end) {
        return text.substring(start, end);
    }

    boolean skip(char c) {
        if (peek() == c && !atEnd()) {
            at++;
            return true;
        }
        return false;
    }

    /// Skips blanks and comments; gives the last comment's text, or an empty string.
    String skipBlanksAndComments() {
        String comment = "";
        while (!atEnd()) {
            char c = peek();
            if (c == '(') {
                comment = comment();
            } else if (Ascii.blank(c)) {
                at++;
            } else {
                break;
            }
        }
        return comment;
    }

    /// A comment's text without its quoting; comments nest.
    private String comment() {
        var comment = new StringBuilder();
        int depth = 0;
        while (!atEnd()) {
            char c = text.charAt(at++);
            if (c == '\\' && !atEnd()) {
                comment.append(text.charAt(at++));
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                break;
            }
            if (c != '(' || depth > 1) {
                comment.append(c);
            }
        }
        return comment.toString().strip();
    }

    /// A quoted string's text without its quoting. The cursor stands at the opening quote.
    String quoted() {
        at++;
        var quoted = new StringBuilder();
        while (!atEnd()) {
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && !atEnd()) {
                c = text.charAt(at++);
            }
            quoted.append(c);
        }
        return quoted.toString();
    }

    /// A word without quotes: at least one character, so that a stray special does not stop the reader.
    String atom() {
        int start = at++;
        while (!atEnd() && SPECIALS.indexOf(peek()) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /// A domain literal with its brackets. The cursor stands at the opening one.
    String literal() {
        int start = at;
        int end = text.indexOf(']', at);
        at = end < 0 ? text.length() : end + 1;
        return text.substring(start, at);
    }

    /// A word, or two with a slash between, around which blanks and comments may stand; leaves the
    /// cursor behind them.
    String slashed() {
        var token = new StringBuilder();
        while (true) {
            int before = at;
            skipBlanksAndComments();
            char c = peek();
            boolean apart = at > before && !token.isEmpty() && c != '/' && token.charAt(token.length() - 1) != '/';
            if (atEnd() || c == ';' || apart) {
                return token.toString();
            }
            if (c == '"') {
                token.append(quoted());
            } else {
                token.append(c);
                at++;
            }
        }
    }

    /// What stands here up to one of `stops`, without blanks and comments in it; leaves the cursor at
    /// the stop.
    String tokenTo(String stops) {
        var token = new StringBuilder();
        while (!atEnd()) {
            skipBlanksAndComments();
            char c = peek();
            if (atEnd() || stops.indexOf(c) >= 0) {
                break;
            }
            if (c == '"') {
                token.append(quoted());
            } else {
                token.append(c);
                at++;
            }
        }
        return token.toString();
    }
}
