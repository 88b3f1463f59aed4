package org.letterlock.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.letterlock.wire.Budget;

/// RFC 5321 §4.5.2, and what must not end a message.
class DotReaderTest {
    private record Result(String content, String left, boolean ended, boolean bare, boolean nul) {}

    /// Reads `data` in pieces of `size` bytes.
    private static Result read(String data, int size) {
        try (Budget.Share share = new Budget(1 << 24).open()) {
            MessageBuffer into = new MessageBuffer(share, 1 << 20);
            DotReader reader = new DotReader(into);
            byte[] bytes = data.getBytes(StandardCharsets.ISO_8859_1);
            boolean ended = false;
            int at = 0;
            while (!ended && at < bytes.length) {
                ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at));
                ended = reader.take(piece);
                at = piece.position();
            }
            byte[] content = into.assemble(new byte[0]);
            assertThat(content).isNotNull();
            return new Result(
                    new String(content, StandardCharsets.ISO_8859_1),
                    data.substring(at),
                    ended,
                    reader.bareLineBreak(),
                    reader.nul());
        }
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "dots.csv", delimiter = '|', useHeadersInDisplayName = true)
    void tableInPiecesOfEverySize(String data, String outcome, String content) {
        String all = unescape(data);
        for (int size = 1; size <= all.length(); size++) {
            Result result = read(all, size);
            assertThat(result.ended()).as("ended").isEqualTo(!outcome.equals("open"));
            if (!outcome.equals("open")) {
                assertThat(result.bare()).as("bare").isEqualTo(outcome.equals("bare"));
                assertThat(result.nul()).as("nul").isEqualTo(outcome.equals("nul"));
                assertThat(result.left()).isEqualTo("NEXT");
            }
            if (content != null) {
                assertThat(result.content()).isEqualTo(unescape(content));
            }
        }
    }

    /// Every sequence of up to seven of the bytes that matter: the message ends where the grammar says,
    /// and nowhere else.
    @Test
    void onlyTheOneSequenceEndsAMessage() {
        String alphabet = "\r\n.x";
        int count = (int) Math.pow(alphabet.length(), 7);
        for (int number = 0; number < count; number++) {
            StringBuilder middle = new StringBuilder();
            for (int rest = number, i = 0; i < 7; i++, rest /= alphabet.length()) {
                middle.append(alphabet.charAt(rest % alphabet.length()));
            }
            String data = middle + "\r\n.\r\nNEXT";
            int end = ("\r\n" + data).indexOf("\r\n.\r\n") + 5 - 2;
            assertThat(read(data, 3).left()).isEqualTo(data.substring(end));
        }
    }

    @Test
    void whatIsStuffedComesBack() {
        Random random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder message = new StringBuilder();
            for (int lines = random.nextInt(5); lines >= 0; lines--) {
                message.append(".".repeat(random.nextInt(3)))
                        .append("x".repeat(random.nextInt(3)))
                        .append("\r\n");
            }
            String stuffed = message.toString().replaceAll("(?m)^\\.", "..");
            Result result = read(stuffed + ".\r\nNEXT", 1 + random.nextInt(10));
            assertThat(result).isEqualTo(new Result(message.toString(), "NEXT", true, false, false));
        }
    }

    @Test
    void overTheLimitOrTheBudgetNothingIsKept() {
        byte[] data = "x".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
        try (Budget.Share share = new Budget(1 << 20).open()) {
            MessageBuffer small = new MessageBuffer(share, 100_000);
            small.put(ByteBuffer.wrap(data), data.length);
            assertThat(small.tooLarge()).isTrue();
            assertThat(small.assemble(new byte[0])).isNull();
        }
        try (Budget.Share share = new Budget(100_000).open()) {
            MessageBuffer poor = new MessageBuffer(share, 1 << 20);
            poor.put(ByteBuffer.wrap(data), data.length);
            assertThat(poor.outOfBudget()).isTrue();
            assertThat(poor.assemble(new byte[0])).isNull();
        }
    }

    @Test
    void contentOfEverySizeIsKept() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Random random = new Random(4);
        try (Budget.Share share = new Budget(1 << 24).open()) {
            MessageBuffer buffer = new MessageBuffer(share, 1 << 22);
            while (all.size() < 1_500_000) {
                byte[] piece = new byte[1 + random.nextInt(100_000)];
                random.nextBytes(piece);
                buffer.put(ByteBuffer.wrap(piece), piece.length);
                all.writeBytes(piece);
            }
            assertThat(buffer.size()).isEqualTo(all.size());
            assertThat(buffer.assemble(new byte[0])).isEqualTo(all.toByteArray());
        }
    }
}
