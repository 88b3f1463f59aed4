package org.letterlock.server;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// The quickstart's letter: a text and an attachment, with words that stand nowhere else.
///
/// @param text  the message as sent, CRLF lines, ASCII, no line beginning with a dot
/// @param words what must not be found on the disk
record Letter(String text, List<String> words, int attachmentBytes) {
    static Letter random(Random random, String from, String to) {
        List<String> words = List.of(
                "subject-" + word(random),
                "body-" + word(random),
                "attachment-" + word(random),
                "name-" + word(random));
        byte[] attachment = (words.get(2) + " ").repeat(400).getBytes(StandardCharsets.US_ASCII);
        String boundary = "b-" + word(random);
        String text = String.join(
                "\r\n",
                "From: Alice Example <" + from + ">",
                "To: Bob Example <" + to + ">",
                "Subject: " + words.get(0),
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now()),
                "Message-ID: <" + word(random) + "@quickstart.invalid>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"",
                "",
                "--" + boundary,
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "Dear Bob, the word is " + words.get(1) + ".",
                "",
                "--" + boundary,
                "Content-Type: application/octet-stream; name=\"" + words.get(3) + ".bin\"",
                "Content-Disposition: attachment; filename=\"" + words.get(3) + ".bin\"",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(attachment),
                "--" + boundary + "--",
                "");
        return new Letter(text, words, attachment.length);
    }

    private static String word(Random random) {
        byte[] bytes = new byte[9];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
