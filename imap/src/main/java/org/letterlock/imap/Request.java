package org.letterlock.imap;

import java.util.Arrays;
import java.util.List;

/// One command as it came: the text of its lines without CRLF and without the announcements of
/// literals, and the literals that stand between them. There is always one more line than literals.
record Request(List<byte[]> lines, List<byte[]> literals) {
    Request {
        if (lines.size() != literals.size() + 1) {
            throw new IllegalArgumentException("a literal stands between two lines");
        }
    }

    /// Overwrites everything: for commands that carry a password.
    void wipe() {
        lines.forEach(line -> Arrays.fill(line, (byte) 0));
        literals.forEach(literal -> Arrays.fill(literal, (byte) 0));
    }
}
