package org.letterlock.message;

/// Where the name of a field ends, and its value begins (RFC 5322 §2.2; blanks before the colon: §4.5).
///
/// @param nameEnd behind the name; the name starts with the line
/// @param value   behind the colon
record FieldLine(int nameEnd, int value) {
    static final FieldLine NONE = new FieldLine(-1, -1);

    /// [#NONE] if the line from `from` to `to` does not begin with a field's name and a colon.
    static FieldLine at(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] > ' ' && bytes[end] != ':' && bytes[end] != 0x7f) {
            end++;
        }
        int colon = end;
        while (colon < to && Ascii.blank(bytes[colon])) {
            colon++;
        }
        return end > from && colon < to && bytes[colon] == ':' ? new FieldLine(end, colon + 1) : NONE;
    }
}
