package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// parse ∘ print is the identity, offsets, lengths and lines included.
class MimeTreeTest {
    private static final int MESSAGES_PER_SEED = 200;

    static LongStream seeds() {
        return LongStream.range(1, 11);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsPrintedIsParsed(long seed) throws Exception {
        for (int i = 0; i < MESSAGES_PER_SEED; i++) {
            var tree = new MimeTree(seed * 1_000_003 + i);
            Mime.Parsed printed = tree.message(0);
            byte[] bytes = tree.bytes();

            Mime.Parsed parsed = Mime.parse(bytes, Mime.Limits.DEFAULT);

            assertThat(parsed).as("seed %s message %s", seed, i).isEqualTo(printed);
            byte[] summary = SummaryCodec.encode(parsed.envelope(), parsed.structure());
            assertThat(SummaryCodec.decode(summary, 0, summary.length)).isEqualTo(parsed);
        }
    }
}
