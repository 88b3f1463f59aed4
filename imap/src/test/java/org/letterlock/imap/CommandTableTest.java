package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The grammar as a table: `commands.txt`.
class CommandTableTest {
    record Case(String input, String expected) {}

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String input = "";
        for (String line : resource("commands.txt").split("\n", -1)) {
            if (line.startsWith("= ") || line.startsWith("! ")) {
                cases.add(new Case(input, new String(Feed.unescape(line), StandardCharsets.UTF_8)));
                input = "";
            } else if (!line.startsWith("#")) {
                input = line;
            }
        }
        return cases;
    }

    static String resource(String name) throws IOException {
        try (InputStream in = CommandTableTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomes(Case given) {
        byte[] bytes = Feed.unescape(given.input());
        assertThat(Feed.all(bytes, Limits.user(1024), false)).hasToString(given.expected());
    }
}
