package org.letterlock.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows a parsed message as lines that can be compared and read.
final class Rendered {
    private final StringBuilder out = new StringBuilder();

    private Rendered() {}

    static String of(Mime.Parsed parsed) {
        var rendered = new Rendered();
        rendered.envelope(parsed.envelope(), 0);
        rendered.structure(parsed.structure(), 0);
        return rendered.out.toString();
    }

    private void envelope(Envelope envelope, int indent) {
        line(indent, "date", envelope.date());
        line(indent, "subject", envelope.subject());
        addresses(indent, "from", envelope.from());
        addresses(indent, "sender", envelope.sender());
        addresses(indent, "reply-to", envelope.replyTo());
        addresses(indent, "to", envelope.to());
        addresses(indent, "cc", envelope.cc());
        addresses(indent, "bcc", envelope.bcc());
        line(indent, "in-reply-to", envelope.inReplyTo());
        line(indent, "message-id", envelope.messageId());
    }

    private void structure(BodyStructure structure, int indent) {
        entity(structure.entity(), indent);
        switch (structure) {
            case BodyStructure.Single single -> {}
            case BodyStructure.Multipart multipart -> multipart.parts().forEach(part -> structure(part, indent + 1));
            case BodyStructure.Enclosed enclosed -> {
                envelope(enclosed.envelope(), indent + 1);
                structure(enclosed.body(), indent + 1);
            }
        }
    }

    private void entity(BodyStructure.Entity entity, int indent) {
        String offsets = "header %d+%d body %d+%d lines %d"
                .formatted(
                        entity.headerOffset(),
                        entity.bodyOffset() - entity.headerOffset(),
                        entity.bodyOffset(),
                        entity.bodyLength(),
                        entity.lines());
        line(indent, entity.type() + "/" + entity.subtype(), entity.encoding() + " " + offsets);
        parameters(indent + 1, "", entity.parameters());
        line(indent + 1, "id", entity.contentId());
        line(indent + 1, "description", entity.description());
        line(indent + 1, "md5", entity.md5());
        line(indent + 1, "disposition", entity.disposition());
        parameters(indent + 1, "disposition ", entity.dispositionParameters());
        entity.language().forEach(language -> line(indent + 1, "language", language));
        line(indent + 1, "location", entity.location());
    }

    private void parameters(int indent, String prefix, Map<String, String> parameters) {
        parameters.forEach((name, value) -> line(indent, prefix + name + " =", value));
    }

    private void addresses(int indent, String name, List<Address> addresses) {
        addresses.forEach(address -> line(indent, name, of(address)));
    }

    static String of(Address address) {
        return shown(address.name()) + " | " + shown(address.mailbox()) + " | " + shown(address.host());
    }

    private static @Nullable String shown(@Nullable String text) {
        return "".equals(text) ? "\"\"" : text;
    }

    private void line(int indent, String name, @Nullable String value) {
        if (value != null) {
            String shown = value.length() > 100 ? value.substring(0, 100) + "… " + value.length() : value;
            out.append("  ".repeat(indent))
                    .append(name)
                    .append(' ')
                    .append(shown)
                    .append('\n');
        }
    }
}
