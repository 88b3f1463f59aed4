package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each message of the corpus is parsed into what the text beside it says.
class CorpusTest {
    static List<Path> corpus() throws IOException {
        return Corpus.messages();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void isParsedAsExpected(Path message) throws Exception {
        Path expected = message.resolveSibling(message.getFileName().toString().replace(".eml", ".txt"));

        String parsed = Rendered.of(Mime.parse(Files.readAllBytes(message), Mime.Limits.DEFAULT));

        assertThat(parsed).isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }
}
