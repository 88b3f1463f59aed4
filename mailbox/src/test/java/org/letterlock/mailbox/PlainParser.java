package org.letterlock.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.letterlock.message.BodyStructure;
import org.letterlock.message.Envelope;
import org.letterlock.message.Mime;

/// Takes the first line as the subject, and the rest after an empty line as the body; its encoding is base64 if the
/// first line says so.
final class PlainParser {
    private PlainParser() {}

    static Mime.Parsed parse(byte[] message, Mime.Limits limits) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int line = text.indexOf("\r\n");
        String subject = line < 0 ? text : text.substring(0, line);
        int body = Math.max(0, text.indexOf("\r\n\r\n") + 4);
        var envelope = new Envelope(
                null,
                subject.substring(0, Math.min(80, subject.length())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
        var entity = new BodyStructure.Entity(
                "text",
                "plain",
                Map.of(),
                null,
                null,
                subject.contains("base64") ? "base64" : "8bit",
                null,
                null,
                Map.of(),
                List.of(),
                null,
                0,
                body,
                message.length - body,
                0);
        return new Mime.Parsed(envelope, new BodyStructure.Single(entity));
    }
}
