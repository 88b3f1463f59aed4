package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever way a client spells a command, it is the same command.
class CommandPropertyTest {
    private static final int RUNS = 5_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void parsingUndoesPrinting(boolean utf8) {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Command command = new Commands(random).next();
            byte[] printed = new CommandPrinter(random, utf8).print("t" + seed, command);
            assertThat(Feed.all(printed, Limits.user(1 << 20), utf8))
                    .as("seed %d: %s", seed, new String(printed, StandardCharsets.UTF_8))
                    .isEqualTo(new Feed.Result.Parsed("t" + seed, command));
        }
    }
}
