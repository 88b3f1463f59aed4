package org.letterlock.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rules for folder names. They never reach a file system here, but at clients that keep a folder
/// for each: so no level is `.` or `..`.
final class FolderName {
    static final String SEPARATOR = "/";
    static final String INBOX = "INBOX";
    static final int MAX_BYTES = 1_000;
    static final int MAX_LEVEL_BYTES = 255;
    static final int MAX_DEPTH = 20;

    private FolderName() {}

    /// The name as it is kept: `INBOX` in capitals, also as the first level (RFC 9051 §5.1).
    ///
    /// @throws Refused with CANNOT for wildcards, control characters and levels that are empty, `.` or
    ///     `..`, with LIMIT for what is too long
    static String of(String name) throws Refused {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new Refused(Refused.Code.LIMIT, "a folder name has at most " + MAX_BYTES + " bytes");
        }
        if (name.codePoints().anyMatch(FolderName::forbidden)) {
            throw new Refused(Refused.Code.CANNOT, "a folder name has no control characters, % or *");
        }
        String[] levels = name.split(SEPARATOR, -1);
        if (levels.length > MAX_DEPTH) {
            throw new Refused(Refused.Code.LIMIT, "folders nest at most " + MAX_DEPTH + " deep");
        }
        for (String level : levels) {
            checkLevel(level);
        }
        if (levels[0].equalsIgnoreCase(INBOX)) {
            levels[0] = INBOX;
        }
        return String.join(SEPARATOR, levels);
    }

    /// The names above `name`, topmost first.
    static List<String> above(String name) {
        var above = new ArrayList<String>();
        for (int at = name.indexOf(SEPARATOR); at >= 0; at = name.indexOf(SEPARATOR, at + 1)) {
            above.add(name.substring(0, at));
        }
        return above;
    }

    private static void checkLevel(String level) throws Refused {
        if (level.isEmpty()) {
            throw new Refused(Refused.Code.CANNOT, "a folder name has no empty level");
        }
        if (level.equals(".") || level.equals("..")) {
            throw new Refused(Refused.Code.CANNOT, "no level of a folder name is . or ..");
        }
        if (level.getBytes(StandardCharsets.UTF_8).length > MAX_LEVEL_BYTES) {
            throw new Refused(
                    Refused.Code.LIMIT, "one level of a folder name has at most " + MAX_LEVEL_BYTES + " bytes");
        }
    }

    /// Control characters, line and paragraph separators, lone surrogates, noncharacters and IMAP's
    /// wildcards.
    private static boolean forbidden(int c) {
        int type = Character.getType(c);
        return c == '%'
                || c == '*'
                || (c & 0xfffe) == 0xfffe
                || type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
