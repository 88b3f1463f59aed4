package org.letterlock.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Puts one command together from the lines and literals that come in, and decides about each announced
/// literal before a byte of it is read (RFC 3501 §4.3, RFC 7888). Pure: whoever reads the connection
/// does what the returned [Step] says. Used for one command.
final class Assembler {
    /// What the reader of the connection does next.
    sealed interface Step {
        /// The command is complete.
        record Complete(Request request) implements Step {}

        /// Read `bytes` bytes, give them to [Assembler#literal], then read a line.
        ///
        /// @param invite whether the client waits for a continuation request
        record Literal(int bytes, boolean invite) implements Step {}

        /// Read and drop `bytes` bytes, then read a line: the command has failed, but its rest is on
        /// its way.
        record Skip(long bytes) implements Step {}

        /// The command has failed and nothing of it is to come.
        ///
        /// @param tag null if the command has none
        record Failed(@Nullable String tag, ImapException reason) implements Step {}

        /// More is on its way than this server is willing to read.
        record HangUp(String reply) implements Step {}
    }

    private final Limits limits;
    private final boolean secure;
    private final List<byte[]> lines = new ArrayList<>(1);
    private final List<byte[]> literals = new ArrayList<>(0);
    private long lineTotal;
    private long literalTotal;
    private long skipped;
    private @Nullable ImapException failure;
    private @Nullable String tag;
    private boolean append;

    /// @param secure whether a password may come: without TLS no literal of LOGIN is invited
    Assembler(Limits limits, boolean secure) {
        this.limits = limits;
        this.secure = secure;
    }

    /// @param line without CRLF
    Step line(byte[] line) {
        if (lineTotal == 0) {
            first(line);
        }
        lineTotal += line.length + 2;
        if (lineTotal > limits.lineBytes()) {
            fail(new BadSyntax("Command line too long"));
        }
        Announcement next = Announcement.at(line);
        if (next == null) {
            return end(line);
        }
        keep(next.before(line));
        return announced(next);
    }

    /// Fails the command for a reason that its reader has found; the rest of it is still to be read.
    void fail(ImapException reason) {
        if (failure == null) {
            failure = reason;
            literals.clear();
            lines.clear();
        }
    }

    /// The command's tag; null as long as none is known.
    @Nullable
    String tag() {
        return tag;
    }

    /// The same for a command whose next line was too long to be taken, of which this is the beginning.
    @Nullable
    String tag(byte[] start) {
        if (lineTotal == 0) {
            first(start);
        }
        return tag;
    }

    void literal(byte[] bytes) {
        literals.add(bytes);
    }

    private void first(byte[] line) {
        String[] words = new String(line, 0, Math.min(line.length, 256), StandardCharsets.ISO_8859_1).split(" ", 3);
        tag = words[0].length() <= limits.tagBytes() && Cursor.isTag(words[0]) ? words[0] : null;
        String command = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
        append = command.equals("APPEND");
        if (command.equals("LOGIN") && !secure) {
            fail(LogIn.needsTls());
        }
    }

    private void keep(byte[] line) {
        if (failure == null) {
            lines.add(line);
        }
    }

    private Step end(byte[] line) {
        keep(line);
        return failure == null ? new Step.Complete(new Request(lines, literals)) : new Step.Failed(tag, failure);
    }

    private Step announced(Announcement next) {
        if (failure == null && !fits(next.bytes())) {
            fail(append ? new Declined(ResponseCode.TOOBIG, "Message too big") : new BadSyntax("Literal too big"));
        }
        if (failure == null) {
            literalTotal += next.bytes();
            return new Step.Literal((int) next.bytes(), next.synchronizing());
        }
        if (next.synchronizing()) {
            return new Step.Failed(tag, failure);
        }
        skipped += next.bytes();
        return skipped + lineTotal > limits.skipBytes()
                ? new Step.HangUp("Literal too big")
                : new Step.Skip(next.bytes());
    }

    private boolean fits(long bytes) {
        return bytes <= (append ? limits.messageBytes() : limits.literalBytes())
                && literalTotal + bytes <= limits.literalTotal()
                && literals.size() < limits.literals();
    }

    /// `{n}`, `{n+}` or, for a literal8, `~{n}` at the end of a line.
    private record Announcement(long bytes, boolean synchronizing, int start) {
        /// So many digits cannot overflow, and are more than anybody may send.
        private static final int MAX_DIGITS = 18;

        static @Nullable Announcement at(byte[] line) {
            int end = line.length - 1;
            if (end < 2 || line[end] != '}') {
                return null;
            }
            boolean plus = line[end - 1] == '+';
            int last = plus ? end - 2 : end - 1;
            int first = last;
            while (first >= 0 && line[first] >= '0' && line[first] <= '9') {
                first--;
            }
            if (first == last || first < 0 || line[first] != '{') {
                return null;
            }
            return new Announcement(number(line, first + 1, last), !plus, first);
        }

        private static long number(byte[] line, int first, int last) {
            if (last - first >= MAX_DIGITS) {
                return Long.MAX_VALUE / 4;
            }
            long value = 0;
            for (int i = first; i <= last; i++) {
                value = value * 10 + (line[i] - '0');
            }
            return value;
        }

        byte[] before(byte[] line) {
            return Arrays.copyOf(line, start);
        }
    }
}
