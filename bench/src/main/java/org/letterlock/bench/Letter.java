package org.letterlock.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/// A letter of exactly so many bytes, the same for the same number: every second one with an attachment
/// in base64, the others plain text.
record Letter(int number, byte[] bytes) {
    private static final int WORDS = 3_000;
    private static final int LINE_CHARS = 76;

    String subject() {
        return "Notes on the engine, part " + number;
    }

    String messageId() {
        return "<" + number + "@bench.example.test>";
    }

    static Letter of(int number, int size) {
        boolean attachment = number % 2 == 1 && size >= 4 * 1024;
        var text = new StringBuilder(size);
        text.append("From: Ada Lovelace <ada@example.test>\r\nTo: Charles Babbage <charles@example.test>\r\n");
        text.append("Subject: ")
                .append(new Letter(number, new byte[0]).subject())
                .append("\r\n");
        text.append("Message-ID: ")
                .append(new Letter(number, new byte[0]).messageId())
                .append("\r\n");
        text.append("Date: Tue, 24 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n");
        if (attachment) {
            text.append("Content-Type: multipart/mixed; boundary=\"=_bench\"\r\n\r\n--=_bench\r\n")
                    .append("Content-Type: text/plain; charset=utf-8\r\n\r\nDear Charles,\r\n\r\nsee what I found.\r\n")
                    .append("--=_bench\r\nContent-Type: application/octet-stream; name=engine.bin\r\n")
                    .append("Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n");
            base64(text, size, new Random(number));
        } else {
            text.append("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            prose(text, size, new Random(number));
        }
        return new Letter(number, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void base64(StringBuilder text, int size, Random random) {
        String end = "\r\n--=_bench--\r\n";
        int room = size - text.length() - end.length();
        int lines = room / (LINE_CHARS + 2);
        var raw = new byte[lines * LINE_CHARS / 4 * 3];
        random.nextBytes(raw);
        text.append(Base64.getMimeEncoder().encodeToString(raw)).append("\r\n");
        while (text.length() + end.length() < size) {
            text.append(' ');
        }
        text.append(end);
    }

    /// Words of a small language, the shorter the more often: it compresses to less than a half, as
    /// prose does.
    private static void prose(StringBuilder text, int size, Random random) {
        int lineStart = text.length();
        while (text.length() < size - 2) {
            int word = (int) (WORDS * Math.pow(random.nextDouble(), 3));
            text.append(Integer.toString(word * 7919 % 46_656 + (word < 50 ? 0 : 46_656), 36));
            boolean full = text.length() - lineStart > LINE_CHARS - 8;
            text.append(full ? "\r\n" : " ");
            lineStart = full ? text.length() : lineStart;
        }
        text.setLength(size - 2);
        if (text.charAt(size - 3) == '\r') {
            text.setCharAt(size - 3, '.');
        }
        text.append("\r\n");
    }
}
