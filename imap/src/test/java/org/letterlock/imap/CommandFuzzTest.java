package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Mutates well-formed commands with a dictionary, for a few seconds, from a seed that is printed. The
/// parser must answer each within its limits: a command, a failure it has words for, or "more is to
/// come". What once broke it stays in `fuzz-corpus.txt`.
class CommandFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int BATCH = 1_000;
    private static final Limits LIMITS = Limits.user(4_096);

    private final List<byte[]> dictionary = new ArrayList<>();

    CommandFuzzTest() throws IOException {
        for (String line : CommandTableTest.resource("fuzz-dictionary.txt").split("\n")) {
            dictionary.add(Feed.unescape(line));
        }
    }

    @Test
    void theCorpusIsAnswered() throws IOException {
        for (String line : CommandTableTest.resource("fuzz-corpus.txt").split("\n")) {
            if (!line.startsWith("#")) {
                check(Feed.unescape(line), line);
            }
        }
    }

    @Test
    void mutantsAreAnswered() {
        long seed = Long.getLong("letterlock.fuzz.seed", 20261124);
        Random random = new Random(seed);
        long end = System.nanoTime() + TIME.toNanos();
        long runs = 0;
        do {
            for (int i = 0; i < BATCH; i++) {
                byte[] mutant = mutant(random);
                check(mutant, "seed " + seed + " run " + (runs + i));
            }
            runs += BATCH;
        } while (System.nanoTime() < end);
        assertThat(runs).isPositive();
    }

    private static void check(byte[] bytes, String name) {
        boolean utf8 = (bytes.length & 1) == 0;
        assertThat(Feed.all(bytes, LIMITS, utf8))
                .as("%s: %s", name, new String(bytes, StandardCharsets.ISO_8859_1))
                .isNotNull();
    }

    private byte[] mutant(Random random) {
        byte[] bytes = new CommandPrinter(random, random.nextBoolean()).print("a", new Commands(random).next());
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = mutated(bytes, random);
        }
        return bytes;
    }

    private byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        return switch (random.nextInt(5)) {
            case 0 -> spliced(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(3)), new byte[0]);
            case 2 -> spliced(bytes, at, at, dictionary.get(random.nextInt(dictionary.size())));
            case 3 ->
                spliced(bytes, at, Math.min(bytes.length, at + 1), dictionary.get(random.nextInt(dictionary.size())));
            default -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, 0, at));
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        byte[] all = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(with, 0, all, from, with.length);
        System.arraycopy(bytes, to, all, from + with.length, bytes.length - to);
        return all;
    }
}
