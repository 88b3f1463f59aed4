package org.letterlock.imap;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thing FETCH asks for (RFC 3501 §6.4.5).
sealed interface FetchItem {
    enum Attribute implements FetchItem {
        UID,
        FLAGS,
        INTERNALDATE,
        RFC822_SIZE("RFC822.SIZE"),
        ENVELOPE,
        BODY,
        BODYSTRUCTURE,
        /// RFC 8474 §5.1.
        EMAILID,
        /// RFC 8474 §5.2.
        THREADID,
        RFC822,
        RFC822_HEADER("RFC822.HEADER"),
        RFC822_TEXT("RFC822.TEXT");

        private final String wire;

        Attribute() {
            this.wire = name();
        }

        Attribute(String wire) {
            this.wire = wire;
        }

        /// As it is sent.
        @Override
        public String toString() {
            return wire;
        }
    }

    /// `BODY[…]<…>` or `BODY.PEEK[…]<…>`.
    record Section(Part part, boolean peek, @Nullable Partial partial) implements FetchItem {
        /// As it is asked for.
        @Override
        public String toString() {
            return (peek ? "BODY.PEEK[" : "BODY[") + part + ']' + (partial == null ? "" : partial);
        }

        /// As the answer names it: without PEEK, and with the origin octet alone.
        String label() {
            return "BODY[" + part + ']' + (partial == null ? "" : "<" + partial.offset() + '>');
        }
    }

    /// @param path   part numbers from the outside in; empty for the whole message
    /// @param fields header names for the FIELDS texts, as they came
    record Part(List<Integer> path, Text text, List<String> fields) {
        enum Text {
            ALL(""),
            HEADER("HEADER"),
            HEADER_FIELDS("HEADER.FIELDS"),
            HEADER_FIELDS_NOT("HEADER.FIELDS.NOT"),
            TEXT("TEXT"),
            MIME("MIME");

            private final String wire;

            Text(String wire) {
                this.wire = wire;
            }

            boolean fields() {
                return this == HEADER_FIELDS || this == HEADER_FIELDS_NOT;
            }
        }

        public Part {
            path = List.copyOf(path);
            fields = List.copyOf(fields);
        }

        private static String astring(String field) {
            return field.chars().allMatch(Cursor::isAtomChar)
                    ? field
                    : '"' + field.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        @Override
        public String toString() {
            String numbers = path.stream().map(String::valueOf).collect(Collectors.joining("."));
            String dot = numbers.isEmpty() || text == Text.ALL ? "" : ".";
            return numbers
                    + dot
                    + text.wire
                    + (text.fields()
                            ? fields.stream().map(Part::astring).collect(Collectors.joining(" ", " (", ")"))
                            : "");
        }
    }

    /// @param length at least 1
    record Partial(long offset, long length) {
        @Override
        public String toString() {
            return "<" + offset + '.' + length + '>';
        }
    }
}
