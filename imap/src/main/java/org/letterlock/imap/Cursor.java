package org.letterlock.imap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the tokens of RFC 3501 §9 off a [Request], left to right, without looking back. Its failures
/// quote nothing.
final class Cursor {
    /// What [#peek] gives where the command ends.
    static final int END = -1;
    /// What [#peek] gives where a literal stands.
    static final int LITERAL = -2;

    private static final String SPECIALS = "(){%*\"\\]";

    private final Request request;
    private final Limits limits;
    private byte[] line;
    private int part;
    private int position;
    private int depth;
    private int items;

    Cursor(Request request, Limits limits) {
        this.request = request;
        this.limits = limits;
        this.line = request.lines().getFirst();
    }

    Limits limits() {
        return limits;
    }

    /// The next byte (0 to 255), [#END] or [#LITERAL].
    int peek() {
        if (position < line.length) {
            return line[position] & 0xFF;
        }
        return part < request.literals().size() ? LITERAL : END;
    }

    boolean at(char expected) {
        return peek() == expected;
    }

    boolean skip(char expected) {
        if (!at(expected)) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char expected) throws BadSyntax {
        if (!skip(expected)) {
            throw new BadSyntax(expected == ' ' ? "Expected a space" : "Expected " + expected);
        }
    }

    void space() throws BadSyntax {
        expect(' ');
    }

    void end() throws BadSyntax {
        if (peek() != END) {
            throw new BadSyntax("Too many arguments");
        }
    }

    /// Opens a parenthesis, one deeper.
    void open() throws BadSyntax {
        expect('(');
        if (++depth > limits.listDepth()) {
            throw new BadSyntax("Nested too deep");
        }
    }

    void close() throws BadSyntax {
        expect(')');
        depth--;
    }

    /// Goes one deeper without a parenthesis, as `NOT NOT NOT …` does; [#leave] comes back.
    void enter() throws BadSyntax {
        if (++depth > limits.listDepth()) {
            throw new BadSyntax("Nested too deep");
        }
    }

    void leave() {
        depth--;
    }

    /// Counts one member of a list of this command.
    void item() throws BadSyntax {
        if (++items > limits.listItems()) {
            throw new BadSyntax("Too many list members");
        }
    }

    static boolean isAtomChar(int c) {
        return c > 0x20 && c < 0x7F && SPECIALS.indexOf(c) < 0;
    }

    static boolean isTag(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c != '+' && (isAtomChar(c) || c == ']'));
    }

    /// `1*<any ASTRING-CHAR except "+">`
    String tag() throws BadSyntax {
        int start = position;
        while (peek() != '+' && (isAtomChar(peek()) || peek() == ']')) {
            position++;
        }
        if (position == start || position - start > limits.tagBytes()) {
            throw new BadSyntax("Expected a tag");
        }
        return ascii(start);
    }

    String atom() throws BadSyntax {
        int start = position;
        while (isAtomChar(peek())) {
            position++;
        }
        if (position == start) {
            throw new BadSyntax("Expected an atom");
        }
        return ascii(start);
    }

    /// An atom in upper case.
    String word() throws BadSyntax {
        return atom().toUpperCase(Locale.ROOT);
    }

    /// Letters, digits, `.` and `-` in upper case: the name of a fetch item, which may end at `[`.
    String name() throws BadSyntax {
        int start = position;
        while (isAtomChar(peek()) && peek() != '[' && peek() != '<') {
            position++;
        }
        if (position == start) {
            throw new BadSyntax("Expected a name");
        }
        return ascii(start).toUpperCase(Locale.ROOT);
    }

    /// 0 to 4,294,967,295.
    long number() throws BadSyntax {
        return digits(SequenceSet.MAX);
    }

    /// `number64`: 0 to 2⁶³ − 1.
    long number64() throws BadSyntax {
        return digits(Long.MAX_VALUE);
    }

    private long digits(long max) throws BadSyntax {
        int start = position;
        long value = 0;
        while (peek() >= '0' && peek() <= '9') {
            int digit = peek() - '0';
            if (value > (max - digit) / 10) {
                throw new BadSyntax("Number too big");
            }
            value = value * 10 + digit;
            position++;
        }
        if (position == start) {
            throw new BadSyntax("Expected a number");
        }
        return value;
    }

    /// `astring`: an atom that may hold `]`, a quoted string or a literal.
    byte[] astring() throws BadSyntax {
        if (at('"') || peek() == LITERAL) {
            return string();
        }
        return bare("");
    }

    /// `list-mailbox`: an astring whose atom may also hold `%` and `*`.
    byte[] pattern() throws BadSyntax {
        if (at('"') || peek() == LITERAL) {
            return string();
        }
        return bare("%*");
    }

    private byte[] bare(String also) throws BadSyntax {
        int start = position;
        while (isAtomChar(peek()) || peek() == ']' || peek() > 0 && also.indexOf(peek()) >= 0) {
            position++;
        }
        if (position == start) {
            throw new BadSyntax("Expected a string");
        }
        return Arrays.copyOfRange(line, start, position);
    }

    byte[] string() throws BadSyntax {
        return switch (peek()) {
            case LITERAL -> literal();
            case '"' -> quoted();
            default -> throw new BadSyntax("Expected a string");
        };
    }

    /// `nstring`: null for NIL.
    byte @Nullable [] nstring() throws BadSyntax {
        if (at('"') || peek() == LITERAL) {
            return string();
        }
        if (!word().equals("NIL")) {
            throw new BadSyntax("Expected a string or NIL");
        }
        return null;
    }

    byte[] literal() throws BadSyntax {
        if (peek() != LITERAL) {
            throw new BadSyntax("Expected a literal");
        }
        byte[] bytes = request.literals().get(part++);
        line = request.lines().get(part);
        position = 0;
        return bytes;
    }

    private byte[] quoted() throws BadSyntax {
        expect('"');
        int end = closingQuote();
        byte[] text = new byte[end - position];
        int length = 0;
        while (position < end) {
            if (skip('\\') && !at('"') && !at('\\')) {
                throw new BadSyntax("Bad escape in a quoted string");
            }
            if (line[position] == 0 || line[position] == '\r') {
                throw new BadSyntax("Control character in a quoted string");
            }
            text[length++] = line[position++];
        }
        position = end + 1;
        return length == text.length ? text : Arrays.copyOf(text, length);
    }

    private int closingQuote() throws BadSyntax {
        for (int i = position; i < line.length; i++) {
            if (line[i] == '\\') {
                i++;
            } else if (line[i] == '"') {
                return i;
            }
        }
        throw new BadSyntax("Unfinished quoted string");
    }

    /// An astring as text: ASCII, or UTF-8 where a client sends it.
    String text() throws BadSyntax {
        return utf8(astring());
    }

    static String utf8(byte[] bytes) throws BadSyntax {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadSyntax("Text is not UTF-8");
        }
    }

    SequenceSet sequenceSet() throws BadSyntax {
        List<SequenceSet.Range> ranges = new ArrayList<>(1);
        do {
            long first = messageNumber();
            ranges.add(new SequenceSet.Range(first, skip(':') ? messageNumber() : first));
            if (ranges.size() > limits.setRanges()) {
                throw new BadSyntax("Too many ranges");
            }
        } while (skip(','));
        return new SequenceSet(ranges);
    }

    private long messageNumber() throws BadSyntax {
        if (skip('*')) {
            return SequenceSet.STAR;
        }
        long number = number();
        if (number == 0) {
            throw new BadSyntax("Message numbers start at 1");
        }
        return number;
    }

    private String ascii(int start) {
        return new String(line, start, position - start, StandardCharsets.US_ASCII);
    }
}
