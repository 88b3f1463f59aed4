package org.letterlock.testbed;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Letters that nobody should write, by name.
final class OddLetters {
    private OddLetters() {}

    static Map<String, byte[]> all() {
        var all = new LinkedHashMap<String, byte[]>();
        add(all, "no header at all", "just words\r\n");
        add(all, "a header that is none", "no colon here\r\n: no name\r\nSubject\r\n\r\nbody\r\n");
        add(all, "100,000 header lines", "X-Line: value\r\n".repeat(100_000) + "Subject: last\r\n\r\nbody\r\n");
        add(all, "a header of 1 MiB", "Subject: " + "x".repeat(1 << 20) + "\r\n\r\nbody\r\n");
        add(all, "100,000 folded lines", "Subject: a\r\n" + " b\r\n".repeat(100_000) + "\r\nbody\r\n");
        add(all, "nested ten levels deep", nested(10));
        add(all, "nested a thousand levels deep", nested(1_000));
        add(all, "messages in messages, ten levels deep", forwarded(10));
        add(all, "10,000 parts", multipart("b", ("--b\r\n\r\nx\r\n").repeat(10_000) + "--b--\r\n"));
        add(all, "a boundary that is empty", multipart("", "--\r\n\r\nx\r\n----\r\n"));
        add(all, "a boundary that never comes", multipart("never", "x\r\n"));
        add(all, "a part that does not end", multipart("b", "--b\r\nContent-Type: text/plain\r\n\r\nx"));
        add(all, "base64 that is none", "Content-Transfer-Encoding: base64\r\n\r\n====%%%%\r\n=\r\n");
        add(all, "encoded words that are none", "Subject: =?utf-8?B?!!?= =?x?Q?=ZZ?= =?=?=\r\n\r\nbody\r\n");
        add(all, "an unknown charset", "Content-Type: text/plain; charset=\"klingon\"\r\n\r\n\u00ff\u00fe\r\n");
        add(all, "addresses without end", "To: " + "a@b.test, ".repeat(20_000) + "\r\nFrom: <<<>>>((\r\n\r\nbody\r\n");
        add(all, "comments without end", "From: " + "(".repeat(50_000) + "\r\nDate: 99 Foo\r\n\r\nbody\r\n");
        return all;
    }

    private static void add(Map<String, byte[]> all, String name, String text) {
        all.put(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String multipart(String boundary, String body) {
        return "Subject: odd\r\nContent-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n" + body;
    }

    private static String nested(int levels) {
        var text = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < levels; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b").append(i);
            text.append("\r\n\r\n--b").append(i).append("\r\n");
        }
        text.append("\r\nat the bottom\r\n");
        for (int i = levels - 1; i >= 0; i--) {
            text.append("--b").append(i).append("--\r\n");
        }
        return text.toString();
    }

    private static String forwarded(int levels) {
        return "Subject: deep\r\nContent-Type: message/rfc822\r\n\r\n".repeat(levels) + "\r\nat the bottom\r\n";
    }
}
