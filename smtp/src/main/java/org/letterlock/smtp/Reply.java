package org.letterlock.smtp;

import java.util.List;

/// What the server says (RFC 5321 §4.2), with an enhanced status code (RFC 3463) where there is one.
/// Never quotes anything that the peer sent.
///
/// @param status empty for none: greeting, EHLO, 334 and 354 have none (RFC 2034 §4)
record Reply(int code, String status, List<String> lines) {
    Reply {
        if (code < 200 || code > 559 || lines.isEmpty()) {
            throw new IllegalArgumentException("reply " + code);
        }
    }

    static Reply of(int code, String status, String text) {
        return new Reply(code, status, List.of(text));
    }

    /// As it goes over the wire, with CR LF.
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(code).append(i < lines.size() - 1 ? '-' : ' ');
            if (!status.isEmpty()) {
                text.append(status).append(' ');
            }
            text.append(lines.get(i)).append("\r\n");
        }
        return text.toString();
    }
}
