package org.letterlock.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;

/// Writes one summary (`docs/formats/summary.md`). Not thread-safe.
final class SummaryWriter {
    static final int SINGLE = 1;
    static final int MULTIPART = 2;
    static final int ENCLOSED = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private long position;

    byte[] write(Envelope envelope, BodyStructure structure) {
        out.write(SummaryCodec.FORMAT);
        envelope(envelope);
        structure(structure, 0);
        return out.toByteArray();
    }

    private void envelope(Envelope envelope) {
        optional(envelope.date());
        optional(envelope.subject());
        addresses(envelope.from());
        addresses(envelope.sender());
        addresses(envelope.replyTo());
        addresses(envelope.to());
        addresses(envelope.cc());
        addresses(envelope.bcc());
        optional(envelope.inReplyTo());
        optional(envelope.messageId());
    }

    private void addresses(List<Address> addresses) {
        number(addresses.size());
        for (Address address : addresses) {
            optional(address.name());
            optional(address.mailbox());
            optional(address.host());
        }
    }

    private void structure(BodyStructure structure, int depth) {
        if (depth > SummaryCodec.MAX_DEPTH) {
            throw new IllegalArgumentException("a structure nests too deep");
        }
        switch (structure) {
            case Single single -> {
                out.write(SINGLE);
                entity(single.entity());
            }
            case Multipart multipart -> {
                out.write(MULTIPART);
                entity(multipart.entity());
                number(multipart.parts().size());
                multipart.parts().forEach(part -> structure(part, depth + 1));
            }
            case Enclosed enclosed -> {
                out.write(ENCLOSED);
                entity(enclosed.entity());
                envelope(enclosed.envelope());
                structure(enclosed.body(), depth + 1);
            }
        }
    }

    private void entity(Entity entity) {
        string(entity.type());
        string(entity.subtype());
        parameters(entity.parameters());
        optional(entity.contentId());
        optional(entity.description());
        string(entity.encoding());
        optional(entity.md5());
        optional(entity.disposition());
        parameters(entity.dispositionParameters());
        number(entity.language().size());
        entity.language().forEach(this::string);
        optional(entity.location());
        number(entity.headerOffset() - position);
        number(entity.bodyOffset() - entity.headerOffset());
        number(entity.bodyLength());
        number(entity.lines());
        position = entity.headerOffset();
    }

    private void parameters(Map<String, String> parameters) {
        number(parameters.size());
        parameters.forEach((name, value) -> {
            string(name);
            string(value);
        });
    }

    private void optional(@Nullable String text) {
        if (text == null) {
            out.write(0);
        } else {
            string(text, 1);
        }
    }

    private void string(String text) {
        string(text, 0);
    }

    private void string(String text, int more) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + (long) more);
        out.writeBytes(utf8);
    }

    /// Seven bits a byte, the lowest first.
    private void number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("offsets must not be negative, and parts in order");
        }
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
