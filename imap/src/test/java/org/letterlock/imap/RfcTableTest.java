package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/rfc.tsv` says what the code says: each row that is done is cited in its file, each RFC cited
/// here has a row.
class RfcTableTest {
    private static final Path SOURCES = Path.of("src/main/java/org/letterlock/imap");
    private static final Pattern CITATION = Pattern.compile("RFC (\\d+)((?:,? §[\\d.]*\\d)*)");
    private static final Pattern SECTION = Pattern.compile("§([\\d.]*\\d)");

    private record Row(String rfc, String section, String status, String file) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/rfc.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[1], cells[3], cells[4]))
                .toList();
    }

    /// `3501` and `3501 6.4.5` for each citation.
    private static Set<String> citations(Path file) throws IOException {
        Set<String> citations = new HashSet<>();
        Matcher citation = CITATION.matcher(Files.readString(file).replaceAll("\\s*\\n\\s*/// ", " "));
        while (citation.find()) {
            citations.add(citation.group(1));
            SECTION.matcher(citation.group(2))
                    .results()
                    .forEach(s -> citations.add(citation.group(1) + " " + s.group(1)));
        }
        return citations;
    }

    @Test
    void eachRowIsCitedInItsFile() throws IOException {
        for (Row row : rows()) {
            assertThat(row.status()).as("RFC %s", row.rfc()).isIn("yes", "no", "partial");
            if (row.file().startsWith("imap/")) {
                assertThat(citations(Path.of("..").resolve(row.file())))
                        .as(row.file())
                        .contains((row.rfc() + " " + row.section()).strip());
            } else if (row.file().isEmpty()) {
                assertThat(row.status()).as("RFC %s", row.rfc()).isEqualTo("no");
            }
        }
    }

    @Test
    void eachCitedRfcHasARow() throws IOException {
        Set<String> listed = new HashSet<>();
        rows().forEach(row -> listed.add(row.rfc()));
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                citations(file).stream()
                        .filter(citation -> !citation.contains(" "))
                        .forEach(rfc -> assertThat(listed).as(file.toString()).contains(rfc));
            }
        }
    }
}
