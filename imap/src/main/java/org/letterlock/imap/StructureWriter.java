package org.letterlock.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.message.BodyStructure;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;

/// `body` (RFC 3501 §7.4.2): BODY, or with its extension data BODYSTRUCTURE.
final class StructureWriter {
    private final Line line;
    private final boolean extended;

    StructureWriter(Line line, boolean extended) {
        this.line = line;
        this.extended = extended;
    }

    void write(BodyStructure structure) {
        line.put('(');
        switch (structure) {
            case Single single -> single(single.entity());
            case Multipart multipart -> multipart(multipart);
            case Enclosed enclosed -> enclosed(enclosed);
        }
        line.put(')');
    }

    private void multipart(Multipart multipart) {
        multipart.parts().forEach(this::write);
        if (multipart.parts().isEmpty()) {
            // The grammar wants one part at least.
            line.put("(\"text\" \"plain\" NIL NIL NIL \"7bit\" 0 0)");
        }
        line.put(' ');
        text(multipart.entity().subtype());
        if (extended) {
            line.put(' ');
            parameters(multipart.entity().parameters());
            dispositionAndAfter(multipart.entity());
        }
    }

    private void single(Entity entity) {
        // `message/rfc822` and multiparts beyond the parser's limits are opaque, but their types
        // promise more.
        boolean opaque = entity.type().equals("multipart")
                || entity.type().equals("message")
                        && (entity.subtype().equals("rfc822")
                                || entity.subtype().equals("global"));
        fields(entity, opaque ? "application" : entity.type(), opaque ? "octet-stream" : entity.subtype());
        if (entity.type().equals("text")) {
            line.put(' ').put(entity.lines());
        }
        extension(entity);
    }

    private void enclosed(Enclosed enclosed) {
        Entity entity = enclosed.entity();
        fields(entity, entity.type(), entity.subtype());
        line.put(' ');
        new EnvelopeWriter(line).write(enclosed.envelope());
        line.put(' ');
        write(enclosed.body());
        line.put(' ').put(entity.lines());
        extension(entity);
    }

    private void fields(Entity entity, String type, String subtype) {
        text(type);
        line.put(' ');
        text(subtype);
        line.put(' ');
        parameters(entity.parameters());
        line.put(' ');
        text(entity.contentId());
        line.put(' ');
        text(entity.description());
        line.put(' ');
        text(entity.encoding());
        line.put(' ').put(entity.bodyLength());
    }

    private void extension(Entity entity) {
        if (extended) {
            line.put(' ');
            text(entity.md5());
            dispositionAndAfter(entity);
        }
    }

    private void dispositionAndAfter(Entity entity) {
        line.put(' ');
        if (entity.disposition() == null) {
            line.nil();
        } else {
            line.put('(');
            text(entity.disposition());
            line.put(' ');
            parameters(entity.dispositionParameters());
            line.put(')');
        }
        line.put(' ');
        languages(entity.language());
        line.put(' ');
        text(entity.location());
    }

    private void languages(List<String> languages) {
        if (languages.isEmpty()) {
            line.nil();
            return;
        }
        line.put('(');
        for (int i = 0; i < languages.size(); i++) {
            if (i > 0) {
                line.put(' ');
            }
            text(languages.get(i));
        }
        line.put(')');
    }

    private void parameters(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            line.nil();
            return;
        }
        line.put('(');
        boolean first = true;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!first) {
                line.put(' ');
            }
            first = false;
            parameter(parameter.getKey(), parameter.getValue());
        }
        line.put(')');
    }

    /// A value that is not ASCII goes as RFC 2231 has it in headers, so that every client knows what it
    /// is.
    private void parameter(String name, String value) {
        if (line.utf8() || EncodedWord.isAscii(value)) {
            text(name);
            line.put(' ').string(value);
            return;
        }
        text(name + '*');
        line.put(' ').string("utf-8''" + percentEncoded(value));
    }

    private static String percentEncoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '.' || b == '-') {
                text.append((char) b);
            } else {
                text.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return text.toString();
    }

    private void text(@Nullable String text) {
        line.nstring(text == null || line.utf8() ? text : EncodedWord.encode(text));
    }
}
