package org.letterlock.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Prints a random message, and says what structure it has, offsets included. Boundaries begin with one
/// another, texts hold lines that look like delimiters, and some multiparts are not terminated.
final class MimeTree {
    private static final int DEPTH = 6;

    private final Random random;
    private final String eol;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int boundaries;

    MimeTree(long seed) {
        this.random = new Random(seed);
        this.eol = random.nextBoolean() ? "\r\n" : "\n";
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    Mime.Parsed message(int depth) {
        int start = out.size();
        String subject = maybe("s" + random.nextInt(1000));
        String from = maybe("u" + random.nextInt(1000));
        if (subject != null) {
            print("Subject:", fold(), subject, eol, "subject: another", eol);
        }
        if (from != null) {
            print("FROM : <", from, "@example.test>", eol);
        }
        List<Address> sender = from == null ? List.of() : List.of(new Address(null, from, "example.test"));
        var none = List.<Address>of();
        var envelope = new Envelope(null, subject, sender, none, none, none, none, none, null, null);
        return new Mime.Parsed(envelope, entity(start, depth, false));
    }

    private BodyStructure entity(int start, int depth, boolean inDigest) {
        return switch (depth >= DEPTH ? 0 : random.nextInt(5)) {
            case 0, 1 -> leaf(start, inDigest);
            case 2, 3 -> multipart(start, depth);
            default -> enclosed(start, depth, inDigest);
        };
    }

    private BodyStructure leaf(int start, boolean inDigest) {
        boolean typed = inDigest || random.nextBoolean();
        if (typed) {
            print("Content-Type: Image/PNG;", fold(), "NAME=\"a \\\" b;\" (comment)", eol);
        }
        String encoding = maybe("base64");
        if (encoding != null) {
            print("Content-Transfer-Encoding:", fold(), "BASE64", eol);
        }
        String disposition = maybe("attachment");
        if (disposition != null) {
            print("x-other: 1", eol, "Content-Disposition: Attachment; filename*=utf-8''%e2%82%ac", eol);
        }
        print(eol);
        int body = out.size();
        text();
        return new BodyStructure.Single(new BodyStructure.Entity(
                typed ? "image" : "text",
                typed ? "png" : "plain",
                typed ? Map.of("name", "a \" b;") : Map.of("charset", "us-ascii"),
                null,
                null,
                encoding == null ? "7bit" : encoding,
                null,
                disposition,
                disposition == null ? Map.of() : Map.of("filename", "€"),
                List.of(),
                null,
                start,
                body,
                out.size() - body,
                lines(body)));
    }

    private BodyStructure multipart(int start, int depth) {
        boolean digest = random.nextInt(4) == 0;
        String subtype = digest ? "digest" : "mixed";
        String boundary = "b" + "x".repeat(boundaries++);
        print("Content-Type: multipart/", subtype, "; boundary=", boundary, eol, eol);
        int body = out.size();
        if (random.nextBoolean()) {
            text();
            print(eol);
        }
        var parts = new ArrayList<BodyStructure>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            print(parts.isEmpty() ? "" : eol, "--", boundary, random.nextInt(5) == 0 ? " \t" : "", eol);
            parts.add(entity(out.size(), depth + 1, digest));
        }
        if (random.nextInt(4) > 0) {
            print(eol, "--", boundary, "--");
            if (random.nextBoolean()) {
                print(eol);
                text();
            }
        }
        return new BodyStructure.Multipart(
                entity("multipart", subtype, Map.of("boundary", boundary), start, body), List.copyOf(parts));
    }

    private BodyStructure enclosed(int start, int depth, boolean inDigest) {
        if (!inDigest || random.nextBoolean()) {
            print("Content-Type: message/rfc822", eol);
        }
        print(eol);
        int body = out.size();
        Mime.Parsed inner = message(depth + 1);
        return new BodyStructure.Enclosed(
                entity("message", "rfc822", Map.of(), start, body), inner.envelope(), inner.structure());
    }

    private BodyStructure.Entity entity(
            String type, String subtype, Map<String, String> parameters, int start, int body) {
        return new BodyStructure.Entity(
                type,
                subtype,
                parameters,
                null,
                null,
                "7bit",
                null,
                null,
                Map.of(),
                List.of(),
                null,
                start,
                body,
                out.size() - body,
                lines(body));
    }

    private void text() {
        for (int count = random.nextInt(4); count > 0; count--) {
            String line = switch (random.nextInt(6)) {
                case 0 -> "";
                case 1 -> "--b" + "x".repeat(random.nextInt(4)) + "y";
                case 2 -> "--b--x";
                case 3 -> "Subject: \u00e4";
                case 4 -> "\r--b";
                default -> "-".repeat(random.nextInt(5));
            };
            print(line, count == 1 && random.nextBoolean() ? "" : random.nextBoolean() ? eol : "\n");
        }
    }

    private long lines(int from) {
        byte[] bytes = out.toByteArray();
        long lines = 0;
        for (int i = from; i < bytes.length; i++) {
            lines += bytes[i] == '\n' || i == bytes.length - 1 ? 1 : 0;
        }
        return lines;
    }

    private String fold() {
        return random.nextBoolean() ? " " : eol + "\t";
    }

    private @Nullable String maybe(String text) {
        return random.nextBoolean() ? text : null;
    }

    private void print(String... texts) {
        for (String text : texts) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
