package org.letterlock.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.message.BodyStructure;
import org.letterlock.message.BodyText;
import org.letterlock.message.HeaderFields;
import org.letterlock.message.Needle;

/// Reads the texts of one message for a search, as far as they are needed. Memory: one header, and a
/// window of the body with what it decodes to. Not thread-safe.
final class MessageTexts {
    /// How much of a header is searched.
    static final int HEADER_BYTES = 1024 * 1024;

    private static final int WINDOW_BYTES = 256 * 1024;

    private final Content content;
    private final BodyStructure structure;

    MessageTexts(Content content, BodyStructure structure) {
        this.content = content;
        this.structure = structure;
    }

    byte[] header() throws KeyUnavailableException, Refused {
        return header(structure);
    }

    /// Which of the needles are in the body, by what they are looked for as.
    Set<String> found(Map<String, Needle> needles) throws KeyUnavailableException, Refused {
        Map<String, Needle.Scan> scans = new HashMap<>();
        needles.forEach((text, needle) -> scans.put(text, needle.scan()));
        walk(structure, scans);
        Set<String> found = new HashSet<>();
        scans.forEach((text, scan) -> {
            if (scan.found()) {
                found.add(text);
            }
        });
        return found;
    }

    private void walk(BodyStructure part, Map<String, Needle.Scan> scans) throws KeyUnavailableException, Refused {
        if (allFound(scans)) {
            return;
        }
        switch (part) {
            case BodyStructure.Single(var entity) -> {
                if (BodyText.isText(entity)) {
                    scanText(entity, scans);
                }
            }
            case BodyStructure.Multipart(var entity, var parts) -> {
                for (BodyStructure each : parts) {
                    walk(each, scans);
                }
            }
            case BodyStructure.Enclosed(var entity, var envelope, var body) -> {
                String header = HeaderFields.text(header(body));
                scans.values().forEach(scan -> scan.feed(header));
                scans.values().forEach(Needle.Scan::end);
                walk(body, scans);
            }
        }
    }

    private void scanText(BodyStructure.Entity entity, Map<String, Needle.Scan> scans)
            throws KeyUnavailableException, Refused {
        var text = new BodyText(entity, piece -> scans.values().forEach(scan -> scan.feed(piece)));
        long end = Math.min(entity.bodyOffset() + entity.bodyLength(), content.length());
        for (long at = entity.bodyOffset(); at < end && !allFound(scans); at += WINDOW_BYTES) {
            read(at, Math.min(WINDOW_BYTES, end - at), text::feed);
        }
        text.end();
        scans.values().forEach(Needle.Scan::end);
    }

    private static boolean allFound(Map<String, Needle.Scan> scans) {
        return scans.values().stream().allMatch(Needle.Scan::found);
    }

    private byte[] header(BodyStructure message) throws KeyUnavailableException, Refused {
        var entity = message.entity();
        long length = Math.min(HEADER_BYTES, entity.bodyOffset() - entity.headerOffset());
        var bytes = new ByteArrayOutputStream((int) length);
        read(entity.headerOffset(), length, bytes::write);
        return bytes.toByteArray();
    }

    private void read(long offset, long length, Content.Sink sink) throws KeyUnavailableException, Refused {
        try {
            content.read(offset, length, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
