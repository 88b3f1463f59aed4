package org.letterlock.testbed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Words that stand nowhere else, one for each place in which a user's words may come to a server, and
/// letters that hold them.
final class Canaries {
    private static final int LINE = 76;

    private final Random random;
    private final Map<String, String> words = new LinkedHashMap<>();

    Canaries(long seed) {
        random = new Random(seed);
    }

    /// A word for `place`: always the same, ASCII, a name in an address too.
    String at(String place) {
        return words.computeIfAbsent(place, name -> name.replace(' ', '-') + "-" + hex());
    }

    /// The same with a letter that is not ASCII.
    String wideAt(String place) {
        return words.computeIfAbsent(place, name -> name.replace(' ', '-') + "-" + hex() + "-Grün");
    }

    private String hex() {
        byte[] drawn = new byte[6];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    Collection<String> words() {
        return words.values();
    }

    /// About a hundred bytes.
    String smallLetter() {
        return "Subject: " + at("small subject") + "\r\n\r\n" + at("small body") + "\r\n";
    }

    /// A letter of `bytes`, with words in its head, its middle and its tail, and an attachment.
    byte[] bigLetter(String from, String to, int bytes) {
        var text = new StringBuilder(bytes + 8192);
        String boundary = "b-" + hex();
        text.append("From: \"")
                .append(at("sender name"))
                .append("\" <")
                .append(from)
                .append(">\r\n");
        text.append("To: ")
                .append(encodedWord(wideAt("recipient name")))
                .append(" <")
                .append(to)
                .append(">\r\n");
        text.append("Subject: ").append(at("subject")).append(' ').append(encodedWord(wideAt("wide subject")));
        text.append("\r\nMessage-ID: <").append(at("message id")).append("@example.invalid>\r\n");
        text.append("X-Remark: ").append(at("header")).append("\r\n");
        text.append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=")
                .append(boundary);
        text.append("\r\n\r\n--").append(boundary).append("\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        text.append(at("head")).append("\r\n");
        noise(text, bytes / 2);
        text.append(at("middle")).append("\r\n");
        text.append("--").append(boundary).append("\r\nContent-Type: application/octet-stream\r\n");
        text.append("Content-Disposition: attachment; filename=\"")
                .append(at("attachment name"))
                .append("\"\r\n");
        text.append("Content-Transfer-Encoding: base64\r\n\r\n");
        text.append(Base64.getMimeEncoder()
                .encodeToString((at("attachment") + " ").repeat(50).getBytes()));
        text.append("\r\n--").append(boundary).append("\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        noise(text, bytes - 300);
        text.append(at("tail")).append("\r\n--").append(boundary).append("--\r\n");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String encodedWord(String word) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /// Lines that do not compress, up to a length.
    private void noise(StringBuilder text, int length) {
        byte[] line = new byte[LINE / 4 * 3];
        while (text.length() < length) {
            random.nextBytes(line);
            text.append(Base64.getEncoder().encodeToString(line)).append("\r\n");
        }
    }
}
