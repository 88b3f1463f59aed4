package org.letterlock.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Feeds bytes to an [Assembler] as a connection would, and parses what comes out.
final class Feed {
    sealed interface Result {
        record Parsed(String tag, Command command) implements Result {
            @Override
            public String toString() {
                return "= " + command;
            }
        }

        /// @param consumed how many bytes were asked for before the command failed
        record Failed(String answer, int consumed) implements Result {
            @Override
            public String toString() {
                return "! " + answer;
            }
        }
    }

    private Feed() {}

    static Result all(byte[] bytes, Limits limits, boolean utf8) {
        Assembler assembler = new Assembler(limits, true);
        int position = 0;
        while (position <= bytes.length) {
            int end = position;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            int text = end > position && end < bytes.length && bytes[end - 1] == '\r' ? end - 1 : end;
            Assembler.Step step = assembler.line(Arrays.copyOfRange(bytes, position, text));
            position = end + 1;
            switch (step) {
                case Assembler.Step.Complete s -> {
                    return parsed(s.request(), limits, utf8, position);
                }
                case Assembler.Step.Failed s -> {
                    return failed(s.reason(), position);
                }
                case Assembler.Step.HangUp s -> {
                    return new Result.Failed("BYE " + s.reply(), position);
                }
                case Assembler.Step.Skip s -> position = (int) Math.min(position + s.bytes(), bytes.length + 1L);
                case Assembler.Step.Literal s -> {
                    if (position + s.bytes() > bytes.length) {
                        return new Result.Failed("EOF", position);
                    }
                    assembler.literal(Arrays.copyOfRange(bytes, position, position + s.bytes()));
                    position += s.bytes();
                }
            }
        }
        return new Result.Failed("EOF", position);
    }

    private static Result parsed(Request request, Limits limits, boolean utf8, int consumed) {
        try {
            CommandParser parser = new CommandParser(request, limits, utf8);
            String tag = parser.tag();
            return new Result.Parsed(tag, parser.command());
        } catch (ImapException e) {
            return failed(e, consumed);
        }
    }

    private static Result failed(ImapException e, int consumed) {
        String kind = switch (e) {
            case BadSyntax b -> "BAD ";
            case Declined d -> "NO ";
            case Unavailable u -> "NO ";
        };
        return new Result.Failed(kind + e.reply(), consumed);
    }

    /// `\r \n \t \\ \0 \" \xHH`, and UTF-8 for all else.
    static byte[] unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char escape = text.charAt(++i);
            switch (escape) {
                case 'r' -> bytes.write('\r');
                case 'n' -> bytes.write('\n');
                case 't' -> bytes.write('\t');
                case '0' -> bytes.write(0);
                case 'x' -> {
                    bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> bytes.write(escape);
            }
        }
        return bytes.toByteArray();
    }
}
