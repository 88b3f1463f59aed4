package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.crypt.TamperedException;
import org.letterlock.message.Address;
import org.letterlock.message.BodyStructure;
import org.letterlock.message.Envelope;

/// Envelopes and body structures as summaries hold them (`docs/formats/mailbox.md`).
final class StructureCodec {
    private static final int MAX_DEPTH = 64;

    private StructureCodec() {}

    static void encode(Envelope envelope, Encoder out) {
        optional(out, envelope.date());
        optional(out, envelope.subject());
        addresses(out, envelope.from());
        addresses(out, envelope.sender());
        addresses(out, envelope.replyTo());
        addresses(out, envelope.to());
        addresses(out, envelope.cc());
        addresses(out, envelope.bcc());
        optional(out, envelope.inReplyTo());
        optional(out, envelope.messageId());
    }

    static Envelope envelope(Decoder in) throws TamperedException {
        return new Envelope(
                optional(in),
                optional(in),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                optional(in),
                optional(in));
    }

    static void encode(BodyStructure structure, Encoder out) {
        switch (structure) {
            case BodyStructure.Single(var entity) -> entity(out.u8(1), entity);
            case BodyStructure.Multipart(var entity, var parts) -> {
                entity(out.u8(2), entity);
                out.number(parts.size());
                parts.forEach(part -> encode(part, out));
            }
            case BodyStructure.Enclosed(var entity, var envelope, var body) -> {
                entity(out.u8(3), entity);
                encode(envelope, out);
                encode(body, out);
            }
        }
    }

    static BodyStructure structure(Decoder in) throws TamperedException {
        return structure(in, 0);
    }

    private static BodyStructure structure(Decoder in, int depth) throws TamperedException {
        if (depth > MAX_DEPTH) {
            throw Decoder.malformed();
        }
        int form = in.u8();
        var entity = entity(in);
        return switch (form) {
            case 1 -> new BodyStructure.Single(entity);
            case 2 -> {
                var parts = new ArrayList<BodyStructure>();
                for (int left = in.count(10); left > 0; left--) {
                    parts.add(structure(in, depth + 1));
                }
                yield new BodyStructure.Multipart(entity, List.copyOf(parts));
            }
            case 3 -> new BodyStructure.Enclosed(entity, envelope(in), structure(in, depth + 1));
            default -> throw Decoder.malformed();
        };
    }

    private static void entity(Encoder out, BodyStructure.Entity entity) {
        out.text(entity.type()).text(entity.subtype());
        parameters(out, entity.parameters());
        optional(out, entity.contentId());
        optional(out, entity.description());
        out.text(entity.encoding());
        optional(out, entity.md5());
        optional(out, entity.disposition());
        parameters(out, entity.dispositionParameters());
        out.number(entity.language().size());
        entity.language().forEach(out::text);
        optional(out, entity.location());
        out.number(entity.headerOffset()).number(entity.bodyOffset());
        out.number(entity.bodyLength()).number(entity.lines());
    }

    private static BodyStructure.Entity entity(Decoder in) throws TamperedException {
        return new BodyStructure.Entity(
                in.text(),
                in.text(),
                parameters(in),
                optional(in),
                optional(in),
                in.text(),
                optional(in),
                optional(in),
                parameters(in),
                texts(in),
                optional(in),
                in.number(),
                in.number(),
                in.number(),
                in.number());
    }

    private static void addresses(Encoder out, List<Address> addresses) {
        out.number(addresses.size());
        for (var address : addresses) {
            optional(out, address.name());
            optional(out, address.mailbox());
            optional(out, address.host());
        }
    }

    private static List<Address> addresses(Decoder in) throws TamperedException {
        var addresses = new ArrayList<Address>();
        for (int left = in.count(3); left > 0; left--) {
            addresses.add(new Address(optional(in), optional(in), optional(in)));
        }
        return List.copyOf(addresses);
    }

    private static void parameters(Encoder out, Map<String, String> parameters) {
        out.number(parameters.size());
        parameters.forEach((name, value) -> out.text(name).text(value));
    }

    private static Map<String, String> parameters(Decoder in) throws TamperedException {
        var parameters = new LinkedHashMap<String, String>();
        for (int left = in.count(2); left > 0; left--) {
            parameters.put(in.text(), in.text());
        }
        return parameters;
    }

    private static List<String> texts(Decoder in) throws TamperedException {
        var texts = new ArrayList<String>();
        for (int left = in.count(1); left > 0; left--) {
            texts.add(in.text());
        }
        return List.copyOf(texts);
    }

    private static void optional(Encoder out, @Nullable String text) {
        out.flag(text != null);
        if (text != null) {
            out.text(text);
        }
    }

    private static @Nullable String optional(Decoder in) throws TamperedException {
        return in.flag() ? in.text() : null;
    }
}
