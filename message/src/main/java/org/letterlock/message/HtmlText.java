package org.letterlock.message;

import java.util.Set;

/// Takes the visible text out of HTML piece by piece: good enough to search in, no more. Tags go (those
/// that break a line leave a space), scripts, styles and comments go with what is in them, character
/// references are decoded. Never fails, linear, and holds back no more than one name. Not thread-safe.
final class HtmlText {
    /// Longer names are none that matter.
    private static final int NAME = 32;

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q",
            "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "o:p");
    private static final Set<String> HIDDEN = Set.of("script", "style", "title");

    private enum State {
        TEXT,
        /// Behind `<`.
        OPEN,
        NAME,
        ATTRIBUTES,
        QUOTED,
        COMMENT,
        /// Behind `<!` that may become a comment, or anything else up to `>`.
        DECLARATION,
        /// Behind `&`.
        REFERENCE
    }

    private State state = State.TEXT;
    private final StringBuilder name = new StringBuilder();
    private char quote;
    private boolean afterEquals;
    private int dashes;
    /// The element whose content is passed over; empty if none.
    private String hidden = "";

    void read(CharSequence html, StringBuilder out) {
        for (int i = 0; i < html.length(); i++) {
            next(html.charAt(i), out);
        }
    }

    /// Gives what was held back.
    void end(StringBuilder out) {
        switch (state) {
            case REFERENCE -> {
                String text = CharacterReference.decode(name.toString());
                out.append(text.isEmpty() ? "&" + name : text);
            }
            case OPEN -> out.append('<');
            case TEXT, NAME, ATTRIBUTES, QUOTED, COMMENT, DECLARATION -> {}
        }
    }

    private void next(char c, StringBuilder out) {
        switch (state) {
            case TEXT -> text(c, out);
            case OPEN -> open(c, out);
            case NAME -> name(c, out);
            case ATTRIBUTES -> attributes(c);
            case QUOTED -> state = c == quote ? State.ATTRIBUTES : State.QUOTED;
            case COMMENT -> comment(c);
            case DECLARATION -> declaration(c);
            case REFERENCE -> reference(c, out);
        }
    }

    private void text(char c, StringBuilder out) {
        if (c == '<') {
            name.setLength(0);
            state = State.OPEN;
        } else if (!hidden.isEmpty()) {
            return;
        } else if (c == '&') {
            name.setLength(0);
            state = State.REFERENCE;
        } else {
            out.append(c);
        }
    }

    private void open(char c, StringBuilder out) {
        if (!hidden.isEmpty() && c != '/') {
            state = State.TEXT;
            text(c, out);
        } else if (c == '!') {
            dashes = 0;
            state = State.DECLARATION;
        } else if (c == '/' || c == '?' || Character.isLetter(c)) {
            name.append(Character.toLowerCase(c));
            state = State.NAME;
        } else {
            state = State.TEXT;
            out.append('<');
            text(c, out);
        }
    }

    private void name(char c, StringBuilder out) {
        boolean end = c == '>' || c <= ' ' || c == '/' && name.length() > 1;
        if (!end && name.length() < NAME) {
            name.append(Character.toLowerCase(c));
            return;
        }
        if (!end) {
            state = State.ATTRIBUTES;
            return;
        }
        tag(name.toString(), out);
        state = c == '>' ? State.TEXT : State.ATTRIBUTES;
    }

    private void tag(String tag, StringBuilder out) {
        boolean closing = tag.startsWith("/");
        String element = closing ? tag.substring(1) : tag;
        if (!hidden.isEmpty()) {
            hidden = closing && element.equals(hidden) ? "" : hidden;
        } else if (!closing && HIDDEN.contains(element)) {
            hidden = element;
        }
        if (!INLINE.contains(element)) {
            out.append(' ');
        }
    }

    private void attributes(char c) {
        if (c == '>') {
            state = State.TEXT;
        } else if (afterEquals && (c == '"' || c == '\'')) {
            quote = c;
            state = State.QUOTED;
        }
        afterEquals = c == '=' || afterEquals && c <= ' ';
    }

    private void declaration(char c) {
        if (c == '>') {
            state = State.TEXT;
        } else if (c == '-' && dashes >= 0) {
            if (++dashes == 2) {
                state = State.COMMENT;
            }
        } else {
            dashes = -1;
        }
    }

    /// Here [#dashes] counts those just passed; two of them were the comment's opening.
    private void comment(char c) {
        if (c == '-') {
            dashes++;
        } else if (c == '>' && dashes >= 2) {
            state = State.TEXT;
        } else {
            dashes = 0;
        }
    }

    private void reference(char c, StringBuilder out) {
        if ((Character.isLetterOrDigit(c) || c == '#' && name.isEmpty()) && name.length() < NAME) {
            name.append(c);
            return;
        }
        state = State.TEXT;
        String text = CharacterReference.decode(name.toString());
        out.append(text.isEmpty() ? "&" + name : text);
        if (c != ';' || text.isEmpty()) {
            text(c, out);
        }
    }
}
