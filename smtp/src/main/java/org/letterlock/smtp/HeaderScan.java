package org.letterlock.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Looks at a message's header fields as they come in: which there are, and what `From` and `Sender`
/// say. Takes for a field what every reader of the stored message takes for one: a name, blanks, a
/// colon; a line that is no field is passed over, and only an empty line ends the header.
final class HeaderScan {
    /// Longer than all that are looked for.
    private static final int LONGEST_NAME = 16;

    private static final int AUTHOR_BYTES = 16 * 1024;

    private enum At {
        LINE,
        EMPTY_LINE,
        NAME,
        BEHIND_NAME,
        REST,
        BODY
    }

    private At state = At.LINE;
    private final StringBuilder name = new StringBuilder(LONGEST_NAME);
    private byte previous;
    private int received;
    private boolean date;
    private boolean messageId;
    private boolean firstLine = true;
    private boolean headless = true;
    private final ByteArrayOutputStream authors = new ByteArrayOutputStream();
    private boolean keeping;
    private boolean authorsCut;

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

    /// Whether the message begins with its text: without an empty line before it, it would be read as
    /// part of our own header.
    boolean isHeadless() {
        return headless;
    }

    /// The fields `From` and `Sender` as they came, all of them, and nothing else.
    byte[] authors() {
        return authors.toByteArray();
    }

    /// Whether there was more of them than is kept.
    boolean authorsCut() {
        return authorsCut;
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
            case LINE -> line(next);
            case EMPTY_LINE -> state = next == '\n' ? endOfHeader() : At.REST;
            case NAME -> name(next);
            case BEHIND_NAME -> behindName(next);
            case REST, BODY -> {}
        }
        if (keeping) {
            keep(next);
        }
        if (state == At.REST && next == '\n' && previous == '\r') {
            state = At.LINE;
            firstLine = false;
        }
        previous = next;
    }

    private void line(byte next) {
        if (isBlank(next)) {
            state = At.REST;
            return;
        }
        keeping = false;
        name.setLength(0);
        if (next == '\r') {
            state = At.EMPTY_LINE;
        } else {
            state = At.NAME;
            name(next);
        }
    }

    private At endOfHeader() {
        begunWithHeader();
        return At.BODY;
    }

    private void name(byte next) {
        if (next == ':' || isBlank(next)) {
            state = At.BEHIND_NAME;
            behindName(next);
        } else if (next > ' ' && next < 0x7f) {
            if (name.length() < LONGEST_NAME) {
                name.append((char) next);
            }
        } else {
            state = At.REST;
        }
    }

    private void behindName(byte next) {
        if (next == ':') {
            field(name.toString());
            state = At.REST;
        } else if (!isBlank(next)) {
            state = At.REST;
            // The line before a message in an mbox, which some clients leave there.
            if (name.toString().equals("From") || name.toString().equals(">From")) {
                begunWithHeader();
            }
        }
    }

    private void field(String field) {
        if (!field.isEmpty()) {
            begunWithHeader();
        }
        if (field.equalsIgnoreCase("Received")) {
            received++;
        } else if (field.equalsIgnoreCase("Date")) {
            date = true;
        } else if (field.equalsIgnoreCase("Message-ID")) {
            messageId = true;
        } else if (field.equalsIgnoreCase("From") || field.equalsIgnoreCase("Sender")) {
            keeping = true;
            for (byte letter : field.getBytes(StandardCharsets.US_ASCII)) {
                keep(letter);
            }
        }
    }

    private void begunWithHeader() {
        headless &= !firstLine;
    }

    private void keep(byte next) {
        if (authors.size() < AUTHOR_BYTES) {
            authors.write(next);
        } else {
            authorsCut = true;
        }
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }
}
