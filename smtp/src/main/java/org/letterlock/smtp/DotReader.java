package org.letterlock.smtp;

import java.nio.ByteBuffer;

/// Finds the end of DATA and takes the stuffed dots away (RFC 5321 §4.5.2). Only CR LF `.` CR LF ends a
/// message: a bare LF or CR is no line end, neither before the dot nor after it, so that no other
/// reading of a message can hide a second one in it (SMTP smuggling, CVE-2023-51764). A message that
/// has one is refused when its real end has come.
final class DotReader {
    private enum At {
        LINE_START,
        DOT,
        DOT_CR,
        TEXT,
        CR
    }

    private final MessageBuffer into;
    private At state = At.LINE_START;
    private boolean bareLineBreak;
    private boolean nul;

    DotReader(MessageBuffer into) {
        this.into = into;
    }

    /// Whether a CR or LF stood alone.
    boolean bareLineBreak() {
        return bareLineBreak;
    }

    boolean nul() {
        return nul;
    }

    /// Takes bytes up to the end of data at most.
    ///
    /// @return whether that has come
    boolean take(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (state == At.TEXT) {
                text(in);
            } else if (step(in.get())) {
                return true;
            }
        }
        return false;
    }

    /// A run of bytes without CR, as one.
    private void text(ByteBuffer in) {
        int start = in.position();
        int end = start;
        for (; end < in.limit() && in.get(end) != '\r'; end++) {
            note(in.get(end));
        }
        into.put(in, end - start);
        if (in.hasRemaining()) {
            in.get();
            state = At.CR;
        }
    }

    private boolean step(byte next) {
        switch (state) {
            case LINE_START -> {
                if (next == '.') {
                    state = At.DOT;
                } else {
                    begin(next);
                }
            }
            case DOT -> {
                if (next == '\r') {
                    state = At.DOT_CR;
                } else {
                    begin(next);
                }
            }
            case DOT_CR -> {
                if (next == '\n') {
                    return true;
                }
                afterBareCarriageReturn(next);
            }
            case CR -> {
                if (next == '\n') {
                    into.put((byte) '\r');
                    into.put((byte) '\n');
                    state = At.LINE_START;
                } else {
                    afterBareCarriageReturn(next);
                }
            }
            case TEXT -> throw new IllegalStateException("text is taken in runs");
        }
        return false;
    }

    /// The first byte of a line, or of what follows a stuffed dot.
    private void begin(byte next) {
        if (next == '\r') {
            state = At.CR;
        } else {
            note(next);
            into.put(next);
            state = At.TEXT;
        }
    }

    private void afterBareCarriageReturn(byte next) {
        bareLineBreak = true;
        into.put((byte) '\r');
        begin(next);
    }

    private void note(byte next) {
        bareLineBreak |= next == '\n';
        nul |= next == 0;
    }
}
