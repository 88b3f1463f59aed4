package org.letterlock.smtp;

import java.nio.ByteBuffer;

/// Looks at a message's header fields as they come in: which there are, not what they say. Holds one
/// field name of at most sixteen bytes.
final class HeaderScan {
    private static final int LONGEST_NAME = 16;

    private enum At {
        NAME,
        VALUE,
        BODY
    }

    private At state = At.NAME;
    private final StringBuilder name = new StringBuilder(LONGEST_NAME);
    private byte previous;
    private int received;
    private boolean date;
    private boolean messageId;

    /// How many servers say that they have had it: more than a hundred, and it goes round in a loop
    /// (RFC 5321 §6.3).
    int received() {
        return received;
    }

    boolean hasDate() {
        return date;
    }

    boolean hasMessageId() {
        return messageId;
    }

    /// The next `count` bytes of `source`, which are not taken from it.
    void take(ByteBuffer source, int count) {
        int start = source.position();
        for (int i = start; i < start + count && state != At.BODY; i++) {
            take(source.get(i));
        }
    }

    void take(byte next) {
        switch (state) {
            case BODY -> {}
            case VALUE -> {
                if (next == '\n' && previous == '\r') {
                    state = At.NAME;
                    name.setLength(0);
                }
            }
            case NAME -> name(next);
        }
        previous = next;
    }

    private void name(byte next) {
        if (next == ':') {
            field(name.toString().stripTrailing());
            state = At.VALUE;
        } else if (next == '\n' && previous == '\r') {
            // An empty line ends the header; a line without a colon is no field, and ends it too.
            state = At.BODY;
        } else if (name.isEmpty() && (next == ' ' || next == '\t') || name.length() == LONGEST_NAME) {
            state = At.VALUE;
        } else {
            name.append((char) (next & 0xff));
        }
    }

    private void field(String field) {
        if (field.equalsIgnoreCase("Received")) {
            received++;
        } else if (field.equalsIgnoreCase("Date")) {
            date = true;
        } else if (field.equalsIgnoreCase("Message-ID")) {
            messageId = true;
        }
    }
}
