package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The message of RFC 9051 §6.4.5: what each part specifier names.
class SectionTest {
    private static final byte[] MESSAGE = """
            Subject: outer
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Description: 1

            one
            --a
            Content-Type: application/octet-stream

            two
            --a
            Content-Description: 3
            Content-Type: message/rfc822

            Subject: 3
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Description: 3.1

            three one
            --b
            Content-Type: application/octet-stream

            three two
            --b--
            --a
            Content-Description: 4
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: image/gif
            Content-Description: 4.1

            four one
            --c
            Content-Description: 4.2
            Content-Type: message/rfc822

            Subject: 4.2
            Content-Type: multipart/mixed; boundary=d

            --d
            Content-Description: 4.2.1

            four two one
            --d
            Content-Type: multipart/alternative; boundary=e

            --e
            Content-Description: 4.2.2.1

            four two two one
            --e--
            --d--
            --c--
            --a--
            """.getBytes(StandardCharsets.UTF_8);
    private static final BodyStructure STRUCTURE =
            Mime.parse(MESSAGE, Mime.Limits.DEFAULT).structure();

    @ParameterizedTest
    @CsvSource({
        "1, one",
        "2, two",
        "3.1, three one",
        "3.2, three two",
        "4.1, four one",
        "4.2.1, four two one",
        "4.2.2.1, four two two one"
    })
    void aPartIsItsBody(String path, String body) {
        assertThat(section(path, Section.Text.ALL)).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"1", "3.1", "4.1", "4.2.1", "4.2.2.1"})
    void mimeIsThePartsOwnHeader(String path) {
        assertThat(section(path, Section.Text.MIME))
                .contains("Content-Description: " + path + "\n")
                .endsWith("\n\n");
    }

    @ParameterizedTest
    @CsvSource({"3", "4.2"})
    void headerAndTextAreTheEnclosedMessages(String path) {
        assertThat(section(path, Section.Text.HEADER))
                .startsWith("Subject: " + path + "\n")
                .endsWith("\n\n");
        assertThat(section(path, Section.Text.TEXT)).startsWith("--");
        assertThat(section(path, Section.Text.ALL))
                .isEqualTo(section(path, Section.Text.HEADER) + section(path, Section.Text.TEXT));
    }

    @Test
    void withoutAPathItIsTheMessage() {
        assertThat(section("", Section.Text.ALL)).isEqualTo(new String(MESSAGE, StandardCharsets.UTF_8));
        assertThat(section("", Section.Text.HEADER))
                .startsWith("Subject: outer\n")
                .endsWith("boundary=a\n\n");
        assertThat(section("", Section.Text.TEXT)).startsWith("--a\n").endsWith("--a--\n");
        assertThat(section("", Section.Text.MIME)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "1.1", "2.1", "3.3", "3.1.1", "4.2.2.2", "-1"})
    void aPartThatIsNotThereIsNone(String path) {
        assertThat(section(path, Section.Text.ALL)).isNull();
        assertThat(section(path, Section.Text.MIME)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "4.2.2"})
    void onlyMessagesHaveHeaderAndText(String path) {
        assertThat(section(path, Section.Text.HEADER)).isNull();
        assertThat(section(path, Section.Text.TEXT)).isNull();
    }

    @Test
    void aMessageOfOnePartIsItsPart1() {
        byte[] message = "Subject: x\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);
        BodyStructure structure = Mime.parse(message, Mime.Limits.DEFAULT).structure();

        assertThat(Section.find(structure, List.of(1), Section.Text.ALL)).isEqualTo(new Section.Range(14, 6));
        assertThat(Section.find(structure, List.of(1), Section.Text.MIME)).isEqualTo(new Section.Range(0, 14));
        assertThat(Section.find(structure, List.of(1, 1), Section.Text.ALL)).isNull();
    }

    private static @Nullable String section(String path, Section.Text text) {
        List<Integer> numbers = Stream.of(path.split("\\."))
                .filter(n -> !n.isEmpty())
                .map(Integer::valueOf)
                .toList();
        Section.Range range = Section.find(STRUCTURE, numbers, text);
        if (range == null) {
            return null;
        }
        int from = (int) range.offset();
        return new String(Arrays.copyOfRange(MESSAGE, from, from + (int) range.length()), StandardCharsets.UTF_8);
    }
}
