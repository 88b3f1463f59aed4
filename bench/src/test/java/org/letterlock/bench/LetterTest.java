package org.letterlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.letterlock.message.Mime;

class LetterTest {
    @ParameterizedTest
    @CsvSource({"0, 2048", "1, 2048", "2, 51200", "3, 51200", "5, 1048576", "17, 4096"})
    void isOfItsSizeAndSafeToDeliver(int number, int size) {
        var letter = Letter.of(number, size);
        String text = new String(letter.bytes(), StandardCharsets.US_ASCII);

        assertThat(letter.bytes()).hasSize(size);
        assertThat(Letter.of(number, size).bytes()).isEqualTo(letter.bytes());
        assertThat(text).endsWith("\r\n").doesNotContain("\n.");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(text.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(998);
        var envelope = Mime.parse(letter.bytes(), Mime.Limits.DEFAULT).envelope();
        assertThat(envelope.subject()).isEqualTo(letter.subject());
        assertThat(envelope.messageId()).isEqualTo(letter.messageId());
    }
}
