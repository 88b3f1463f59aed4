package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// RFC 5321 §4.1.2.
class PathParserTest {
    @ParameterizedTest
    @CsvFileSource(resources = "paths.csv", delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '~')
    void paths(String direction, String path, String address) throws SmtpException {
        PathParser parser = new PathParser(path);
        if (address.equals("refused")) {
            assertThatThrownBy(() -> parse(parser, direction)).isInstanceOf(SmtpException.Syntax.class);
        } else {
            assertThat(parse(parser, direction)).isEqualTo(address);
        }
    }

    private static String parse(PathParser parser, String direction) throws SmtpException {
        MailAddress address = direction.equals("forward") ? parser.forwardPath() : parser.reversePath();
        String rest = parser.rest();
        return (address == null ? "null" : address.text()) + (rest.isEmpty() ? "" : " + " + rest);
    }

    @Test
    void lengthsAtAndOverTheLimits() throws SmtpException {
        String local = "l".repeat(64);
        String label = "d".repeat(63);
        String domain = label + "." + label + "." + label + "." + "d".repeat(63);
        assertThat(domain).hasSize(255);
        assertThat(new PathParser("<" + local + "@" + domain + ">")
                        .forwardPath()
                        .text())
                .isEqualTo(local + "@" + domain);
        for (String over : new String[] {"<l" + local + "@x>", "<l@d" + label + ">", "<l@" + domain + ".d>"}) {
            assertThatThrownBy(() -> new PathParser(over).forwardPath()).isInstanceOf(SmtpException.Syntax.class);
        }
    }

    /// What an address is printed as reads as the same address.
    @Test
    void printedAddressesReadBack() throws SmtpException {
        Random random = new Random(5321);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder local = new StringBuilder();
            int length = 1 + random.nextInt(20);
            for (int j = 0; j < length; j++) {
                local.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
            }
            MailAddress address = new MailAddress(local.toString(), "example.test");
            assertThat(new PathParser("<" + address.text() + ">").forwardPath()).isEqualTo(address);
        }
    }

    /// Neither a hang nor anything but a syntax error, whatever comes.
    @Test
    void nonsenseIsASyntaxError() {
        Random random = new Random(2);
        String alphabet = "<<>>@@@..,,::\"\"\\\\[[]]ab -\u0000\u00ff";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "<" : "");
            int length = random.nextInt(16);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                PathParser parser = new PathParser(text.toString());
                MailAddress address = parser.reversePath();
                parser.rest();
                assertThat(address == null || !address.localPart().isEmpty()).isTrue();
            } catch (SmtpException.Syntax e) {
                assertThat(e.reply().code()).isEqualTo(501);
            }
        }
    }
}
