package org.letterlock.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The boundaries of the multiparts that are open, the innermost last (RFC 2046 §5.1.1).
final class Boundaries {
    /// @param level which boundary: 0 is the outermost
    /// @param close whether it ends its multipart
    record Delimiter(int level, boolean close) {}

    private final List<byte[]> open = new ArrayList<>();

    int depth() {
        return open.size();
    }

    void push(byte[] boundary) {
        open.add(boundary);
    }

    void pop() {
        open.removeLast();
    }

    /// The delimiter that the line at `at` is, or null. The innermost boundary is asked first, so that
    /// a multipart within one of the same boundary keeps its own parts. The line must be all delimiter:
    /// a boundary that begins with another one is not taken for it.
    @Nullable
    Delimiter at(byte[] bytes, int at) {
        if (at + 2 >= bytes.length || bytes[at] != '-' || bytes[at + 1] != '-') {
            return null;
        }
        for (int level = open.size() - 1; level >= 0; level--) {
            byte[] boundary = open.get(level);
            if (startsWith(bytes, at + 2, boundary)) {
                int after = at + 2 + boundary.length;
                if (restIsBlank(bytes, after)) {
                    return new Delimiter(level, false);
                }
                if (closes(bytes, after)) {
                    return new Delimiter(level, true);
                }
            }
        }
        return null;
    }

    private static boolean closes(byte[] bytes, int at) {
        return at + 1 < bytes.length && bytes[at] == '-' && bytes[at + 1] == '-' && restIsBlank(bytes, at + 2);
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] boundary) {
        if (bytes.length - at < boundary.length) {
            return false;
        }
        for (int i = 0; i < boundary.length; i++) {
            if (bytes[at + i] != boundary[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean restIsBlank(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            switch (bytes[i]) {
                case '\n' -> {
                    return true;
                }
                case ' ', '\t', '\r' -> {}
                default -> {
                    return false;
                }
            }
        }
        return true;
    }
}
