package org.letterlock.server;

import java.util.Arrays;

/// One stream of bytes, in three readings: as it is, without line breaks, and with quoted-printable and
/// percent escapes undone. Keeps of each what the longest needle needs.
final class Scan {
    private final Needles needles;
    private final Found found;
    private final Reading plain = new Reading("");
    private final Reading joined = new Reading(", over line breaks");
    private final Reading unescaped = new Reading(", in escapes");
    private byte lead;
    private byte first;
    private Escape escape = Escape.NONE;

    interface Found {
        void found(String word, String encoding);
    }

    private enum Escape {
        NONE,
        LEAD,
        FIRST_DIGIT,
        SOFT_CR
    }

    Scan(Needles needles, Found found) {
        this.needles = needles;
        this.found = found;
    }

    void take(byte[] bytes, int length) {
        plain.room(length);
        joined.room(length);
        unescaped.room(2 * length + 2);
        for (int i = 0; i < length; i++) {
            byte one = bytes[i];
            plain.put(one);
            if (one != '\r' && one != '\n') {
                joined.put(one);
            }
            unescape(one);
        }
        plain.search();
        joined.search();
        unescaped.search();
    }

    private void unescape(byte one) {
        switch (escape) {
            case NONE -> {
                if (one == '=' || one == '%') {
                    lead = one;
                    escape = Escape.LEAD;
                } else {
                    unescaped.put(one);
                }
            }
            case LEAD -> {
                if (digit(one) >= 0) {
                    first = one;
                    escape = Escape.FIRST_DIGIT;
                } else if (lead == '=' && one == '\r') {
                    escape = Escape.SOFT_CR;
                } else if (lead == '=' && one == '\n') {
                    escape = Escape.NONE;
                } else {
                    unescaped.put(lead);
                    again(one);
                }
            }
            case FIRST_DIGIT -> {
                if (digit(one) >= 0) {
                    unescaped.put((byte) (digit(first) << 4 | digit(one)));
                    escape = Escape.NONE;
                } else {
                    unescaped.put(lead);
                    unescaped.put(first);
                    again(one);
                }
            }
            case SOFT_CR -> {
                escape = Escape.NONE;
                if (one != '\n') {
                    unescaped.put(lead);
                    again(one);
                }
            }
        }
    }

    private void again(byte one) {
        escape = Escape.NONE;
        unescape(one);
    }

    private static int digit(byte one) {
        return Character.digit(one, 16);
    }

    private final class Reading {
        private final String how;
        private byte[] text = new byte[0];
        private int kept;
        private int filled;

        Reading(String how) {
            this.how = how;
        }

        void room(int bytes) {
            if (text.length - filled < bytes) {
                text = Arrays.copyOf(text, filled + bytes);
            }
        }

        void put(byte one) {
            text[filled++] = Needles.fold(one);
        }

        void search() {
            long end = 0;
            for (int i = Math.max(0, kept - Needles.KEY_BYTES + 1); i < filled; i++) {
                end = end << Byte.SIZE | text[i] & 0xff;
                if (i >= kept && needles.mayEnd(end)) {
                    compare(end, i + 1);
                }
            }
            kept = Math.min(needles.longest(), filled);
            System.arraycopy(text, filled - kept, text, 0, kept);
            filled = kept;
        }

        private void compare(long end, int to) {
            for (var needle : needles.endingWith(end)) {
                int from = to - needle.bytes().length;
                if (from >= 0 && Arrays.equals(text, from, to, needle.bytes(), 0, needle.bytes().length)) {
                    found.found(needle.word(), needle.encoding() + how);
                }
            }
        }
    }
}
