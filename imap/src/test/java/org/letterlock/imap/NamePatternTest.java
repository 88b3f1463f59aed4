package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamePatternTest {
    @Test
    void wildcards() throws BadSyntax {
        assertThat(NamePattern.of("*").matches("a/b")).isTrue();
        assertThat(NamePattern.of("%").matches("a/b")).isFalse();
        assertThat(NamePattern.of("%/%").matches("a/b")).isTrue();
        assertThat(NamePattern.of("a%").matches("a")).isTrue();
        assertThat(NamePattern.of("inbox").matches("INBOX")).isTrue();
        assertThat(NamePattern.of("inb%/a").matches("INBOX/a")).isTrue();
        assertThat(NamePattern.of("inbox/A").matches("INBOX/a")).isFalse();
        assertThat(NamePattern.of("Sent").matches("sent")).isFalse();
        assertThat(NamePattern.of("").matches("a")).isFalse();
    }

    /// An oracle: the same as a regular expression.
    @Test
    void asARegularExpressionSays() throws BadSyntax {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab/*%");
            String name = text(random, "ab/");
            String regex = pattern.replace("*", ".*").replace("%", "[^/]*");
            assertThat(NamePattern.of(pattern).matches(name))
                    .as("%s of %s", pattern, name)
                    .isEqualTo(Pattern.matches(regex, name));
        }
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
