package org.letterlock.message;

import org.jspecify.annotations.Nullable;

/// Walks over a message line by line, once, counting. It always stands at the start of a line, or at
/// the end.
final class Lines {
    private final byte[] bytes;
    private final Boundaries boundaries;
    private int at;
    private int feeds;

    Lines(byte[] bytes, Boundaries boundaries) {
        this.bytes = bytes;
        this.boundaries = boundaries;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    /// How many line feeds lie before [#at()].
    int feeds() {
        return feeds;
    }

    Boundaries.@Nullable Delimiter delimiter() {
        return boundaries.at(bytes, at);
    }

    /// Moves behind the current line.
    void next() {
        int i = at;
        while (i < bytes.length) {
            if (bytes[i++] == '\n') {
                feeds++;
                break;
            }
        }
        at = i;
    }

    /// Moves to the next delimiter, which may be the current line, and gives it; null at the end of the
    /// message.
    Boundaries.@Nullable Delimiter skipToDelimiter() {
        if (boundaries.depth() == 0) {
            while (!atEnd()) {
                next();
            }
            return null;
        }
        while (!atEnd()) {
            Boundaries.Delimiter delimiter = delimiter();
            if (delimiter != null) {
                return delimiter;
            }
            next();
        }
        return null;
    }

    /// Whether the line from `from` to [#at()] is empty.
    boolean emptyLine(int from) {
        int length = at - from;
        return length == 1 && bytes[from] == '\n' || length == 2 && bytes[from] == '\r' && bytes[from + 1] == '\n';
    }

    /// Where the body that began at `from` ends, when a delimiter or the end is here: the line break
    /// before a delimiter belongs to the delimiter (RFC 2046 §5.1.1).
    int bodyEnd(int from) {
        if (atEnd() || at == from) {
            return at;
        }
        int end = at - 1;
        return bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /// The lines of a body; the last one counts also without a line break.
    ///
    /// @param feedsBefore [#feeds()] at its start
    int count(int from, int end, int feedsBefore) {
        if (end == from) {
            return 0;
        }
        int within = feeds - feedsBefore - (end < at ? 1 : 0);
        return bytes[end - 1] != '\n' ? within + 1 : within;
    }
}
