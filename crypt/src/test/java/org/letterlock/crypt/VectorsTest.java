package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The frozen vectors of format 1: one scenario a file, with the kind of failure. They were made once,
/// and read then by a second implementation in another language from the byte tables of
/// `docs/formats/sealed.md` alone. They never change.
class VectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    static Stream<String> names() throws IOException, URISyntaxException {
        try (var files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesWhatTheVectorExpects(String name) throws Exception {
        var vector = read(name);
        String outcome;
        try {
            outcome = "OK " + open(vector);
        } catch (TamperedException e) {
            outcome = e.failure().name();
        }
        assertThat(outcome).isEqualTo(expected(vector));
    }

    private static String expected(Map<String, String> vector) {
        String expect = field(vector, "expect");
        if (!expect.equals("OK")) {
            return expect;
        }
        return "OK " + vector.getOrDefault("payload-sha256", vector.getOrDefault("plaintext", ""));
    }

    private static String open(Map<String, String> vector) throws Exception {
        var place = place(vector);
        try (var root = Secret.take(HEX.parseHex(field(vector, "root")))) {
            if (field(vector, "form").equals("stream")) {
                return stream(vector, root, place);
            }
            byte[] context = HEX.parseHex(field(vector, "context"));
            var sealed = Sealed.fromStorage(HEX.parseHex(field(vector, "sealed")));
            try (var sealer = Sealer.derive(root, field(vector, "label"), context)) {
                return switch (field(vector, "form")) {
                    case "record" -> HEX.formatHex(sealer.open(place, sealed));
                    case "wrap" -> {
                        try (var key = sealer.unwrap(place, sealed)) {
                            yield key.expose(HEX::formatHex);
                        }
                    }
                    default -> throw new AssertionError("unknown form");
                };
            }
        }
    }

    private static String stream(Map<String, String> vector, Secret key, Place place)
            throws IOException, URISyntaxException, TamperedException, GeneralSecurityException {
        long length = Long.parseLong(field(vector, "payload-length"));
        var segments = segments(vector);
        byte[] out = new byte[(int) length];
        try (var reader = SealedStream.Reader.open(key, place, length, segments.getFirst())) {
            for (int i = 0; i < segments.size(); i++) {
                reader.segment(i, segments.get(i), out, (int) SealedStream.startOf(i));
            }
        }
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(out));
    }

    private static List<Sealed> segments(Map<String, String> vector) throws IOException, URISyntaxException {
        byte[] file = Files.readAllBytes(folder().resolve(field(vector, "file")));
        if (vector.containsKey("flip")) {
            file[Integer.parseInt(field(vector, "flip"))] ^= 1;
        }
        return Stream.of(field(vector, "segments").split(" "))
                .map(range -> range.split("-"))
                .map(range -> Arrays.copyOfRange(file, Integer.parseInt(range[0]), Integer.parseInt(range[1])))
                .map(Sealed::fromStorage)
                .toList();
    }

    private static Place place(Map<String, String> vector) {
        return new Place(
                UUID.fromString(field(vector, "organization")),
                UUID.fromString(field(vector, "partition")),
                HEX.parseHex(field(vector, "kind"))[0],
                RecordId.of(HEX.parseHex(field(vector, "id"))),
                Long.parseLong(field(vector, "version")),
                Integer.parseInt(field(vector, "generation")),
                RecordId.of(HEX.parseHex(field(vector, "previous"))));
    }

    private static String field(Map<String, String> vector, String name) {
        return java.util.Objects.requireNonNull(vector.get(name), name);
    }

    private static Map<String, String> read(String name) throws IOException, URISyntaxException {
        var fields = new HashMap<String, String>();
        for (String line : Files.readAllLines(folder().resolve(name))) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(":", 2);
                fields.put(parts[0], parts[1].strip());
            }
        }
        return fields;
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(java.util.Objects.requireNonNull(VectorsTest.class.getResource("/vectors"))
                .toURI());
    }
}
