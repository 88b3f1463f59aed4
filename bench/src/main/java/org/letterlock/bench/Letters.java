package org.letterlock.bench;

import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Letters with a header of 1.4 KiB: a short text, and a base64 attachment that fills up the rest.
@State(Scope.Benchmark)
public class Letters {
    private static final String BASE64_LINE = "A".repeat(76) + "\r\n";

    @Param({"2048", "51200", "1048576"})
    public int size;

    private byte[] letter = {};

    byte[] letter() {
        return letter;
    }

    @Setup
    public void write() {
        var text = new StringBuilder(
                "Received: from a.example by b.example with ESMTP id 123\r\n\tfor <bob@example.test>\r\n");
        for (int i = 0; i < 16; i++) {
            text.append("X-Header-").append(i).append(": a value of about sixty characters, as filters add them\r\n");
        }
        text.append(
                "From: Alice Example <alice@example.test>\r\nTo: Bob <bob@example.test>\r\nSubject: Hello there\r\n");
        text.append("Message-ID: <1234@example.test>\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n");
        text.append("Content-Type: multipart/mixed; boundary=\"=_boundary\"\r\n\r\n--=_boundary\r\n\r\nHello,\r\n");
        text.append("--=_boundary\r\nContent-Type: application/pdf; name=a.pdf\r\n");
        text.append("Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n");
        while (text.length() < size - BASE64_LINE.length()) {
            text.append(BASE64_LINE);
        }
        letter = text.append("--=_boundary--\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
