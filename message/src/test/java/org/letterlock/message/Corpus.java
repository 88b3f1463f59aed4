package org.letterlock.message;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The kept messages: each was difficult for some parser.
final class Corpus {
    private Corpus() {}

    static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(resource("corpus"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }

    static Path resource(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Corpus.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
