package org.letterlock.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;

/// Reads one summary (`docs/formats/summary.md`). Not thread-safe.
final class SummaryReader {
    private static final long MAX_OFFSET = 1L << 56;

    private final byte[] bytes;
    private final int end;
    private int at;
    private long position;

    SummaryReader(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    Mime.Parsed read() throws MalformedSummaryException {
        if (u8() != SummaryCodec.FORMAT) {
            throw new MalformedSummaryException("a summary of an unknown format");
        }
        Envelope envelope = envelope();
        BodyStructure structure = structure(0);
        if (at != end) {
            throw malformed();
        }
        return new Mime.Parsed(envelope, structure);
    }

    private Envelope envelope() throws MalformedSummaryException {
        return new Envelope(
                optional(),
                optional(),
                addresses(),
                addresses(),
                addresses(),
                addresses(),
                addresses(),
                addresses(),
                optional(),
                optional());
    }

    private List<Address> addresses() throws MalformedSummaryException {
        int count = count(3);
        var addresses = new ArrayList<Address>(count);
        for (int i = 0; i < count; i++) {
            addresses.add(new Address(optional(), optional(), optional()));
        }
        return List.copyOf(addresses);
    }

    private BodyStructure structure(int depth) throws MalformedSummaryException {
        if (depth > SummaryCodec.MAX_DEPTH) {
            throw malformed();
        }
        return switch (u8()) {
            case SummaryWriter.SINGLE -> new Single(entity());
            case SummaryWriter.MULTIPART -> multipart(depth);
            case SummaryWriter.ENCLOSED -> new Enclosed(entity(), envelope(), structure(depth + 1));
            default -> throw malformed();
        };
    }

    private Multipart multipart(int depth) throws MalformedSummaryException {
        Entity entity = entity();
        int count = count(1);
        var parts = new ArrayList<BodyStructure>();
        for (int i = 0; i < count; i++) {
            parts.add(structure(depth + 1));
        }
        return new Multipart(entity, List.copyOf(parts));
    }

    private Entity entity() throws MalformedSummaryException {
        String type = string();
        String subtype = string();
        Map<String, String> parameters = parameters();
        String contentId = optional();
        String description = optional();
        String encoding = string();
        String md5 = optional();
        String disposition = optional();
        Map<String, String> dispositionParameters = parameters();
        List<String> language = strings();
        String location = optional();
        long headerOffset = position + small();
        if (headerOffset > MAX_OFFSET) {
            throw malformed();
        }
        position = headerOffset;
        return new Entity(
                type,
                subtype,
                parameters,
                contentId,
                description,
                encoding,
                md5,
                disposition,
                dispositionParameters,
                language,
                location,
                headerOffset,
                headerOffset + small(),
                small(),
                small());
    }

    private Map<String, String> parameters() throws MalformedSummaryException {
        int count = count(2);
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < count; i++) {
            parameters.put(string(), string());
        }
        return count == 0 ? Map.of() : Collections.unmodifiableMap(parameters);
    }

    private List<String> strings() throws MalformedSummaryException {
        int count = count(1);
        var strings = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            strings.add(string());
        }
        return List.copyOf(strings);
    }

    private @Nullable String optional() throws MalformedSummaryException {
        int length = count(1);
        return length == 0 ? null : text(length - 1);
    }

    private String string() throws MalformedSummaryException {
        return text(count(1));
    }

    private String text(int length) {
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /// How many things follow that take `size` bytes each at least.
    private int count(int size) throws MalformedSummaryException {
        long count = small();
        if (count > (end - at) / size) {
            throw malformed();
        }
        return (int) count;
    }

    /// A number of at most 56 bits: the sum of two is no overflow.
    private long small() throws MalformedSummaryException {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw malformed();
    }

    private int u8() throws MalformedSummaryException {
        if (at == end) {
            throw malformed();
        }
        return bytes[at++] & 0xff;
    }

    private static MalformedSummaryException malformed() {
        return new MalformedSummaryException("a malformed summary");
    }
}
