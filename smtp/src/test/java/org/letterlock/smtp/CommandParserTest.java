package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CommandParserTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "commands.csv", delimiter = '|', useHeadersInDisplayName = true)
    void commands(String line, String expected) throws SmtpException {
        if (expected.matches("\\d{3}")) {
            assertThatThrownBy(() -> CommandParser.parse(bytes(line)))
                    .isInstanceOfSatisfying(
                            SmtpException.Syntax.class,
                            e -> assertThat(e.reply().code()).isEqualTo(Integer.parseInt(expected)));
        } else {
            assertThat(CommandParser.parse(bytes(line)).toString()).startsWith(expected);
        }
    }

    @Test
    void errorsQuoteNothing() {
        for (String line : new String[] {"SECRET", "MAIL FROM:<secret", "RCPT TO:<a@b> SECRET=1", "AUTH a secret c"}) {
            assertThatThrownBy(() -> CommandParser.parse(bytes(line)))
                    .isInstanceOfSatisfying(
                            SmtpException.class,
                            e -> assertThat((e.reply().text() + e.getMessage()).toLowerCase(Locale.ROOT))
                                    .doesNotContain("secret"));
        }
    }

    @Test
    void anyBytesAreACommandOrASyntaxError() {
        Random random = new Random(1);
        String[] words = {
            "MAIL FROM:", "RCPT TO:", "EHLO", "AUTH PLAIN", "<a@b>", " ", "SIZE=", "9".repeat(30), "\0", "é"
        };
        for (int i = 0; i < 100_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                line.append(random.nextInt(4) == 0 ? (char) random.nextInt(256) : words[random.nextInt(words.length)]);
            }
            try {
                assertThat(CommandParser.parse(bytes(line.toString()))).isNotNull();
            } catch (SmtpException.Syntax e) {
                assertThat(e.reply().code()).isBetween(500, 555);
            }
        }
    }
}
