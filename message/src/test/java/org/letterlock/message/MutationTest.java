package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.letterlock.message.BodyStructure.Enclosed;
import org.letterlock.message.BodyStructure.Entity;
import org.letterlock.message.BodyStructure.Multipart;
import org.letterlock.message.BodyStructure.Single;

/// Whatever the bytes are: parsing does not throw, every part lies inside the one around it, and the
/// summary is read back as it was.
class MutationTest {
    private static final int ROUNDS = 200;
    private static final Mime.Limits TIGHT = new Mime.Limits(2, 4, 40);

    private final Random random = new Random(20_261_124);

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void mutationsOfTheCorpus() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (var message : Corpus.messages()) {
            seeds.add(Files.readAllBytes(message));
        }
        for (byte[] seed : seeds) {
            check(seed);
            for (int round = 0; round < ROUNDS; round++) {
                check(mutated(seed, seeds.get(random.nextInt(seeds.size()))));
            }
        }
    }

    @Test
    void messagesThatEndAnywhere() throws Exception {
        for (var message : Corpus.messages()) {
            byte[] bytes = Files.readAllBytes(message);
            for (int length = 0; length < bytes.length; length += 1 + bytes.length / 200) {
                check(Arrays.copyOf(bytes, length));
            }
        }
    }

    @Test
    void randomBytes() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            check(bytes);
        }
    }

    private static void check(byte[] message) throws Exception {
        for (Mime.Limits limits : List.of(Mime.Limits.DEFAULT, TIGHT)) {
            Mime.Parsed parsed = Mime.parse(message, limits);
            Entity root = parsed.structure().entity();
            assertThat(root.headerOffset()).isZero();
            assertThat(root.bodyOffset() + root.bodyLength()).isEqualTo(message.length);
            within(parsed.structure(), 0, message.length);
            byte[] summary = SummaryCodec.encode(parsed.envelope(), parsed.structure());
            assertThat(SummaryCodec.decode(summary, 0, summary.length)).isEqualTo(parsed);
        }
    }

    private static void within(BodyStructure part, long from, long to) {
        Entity entity = part.entity();
        long end = entity.bodyOffset() + entity.bodyLength();
        assertThat(entity.headerOffset()).isBetween(from, to);
        assertThat(entity.bodyOffset()).isBetween(entity.headerOffset(), to);
        assertThat(end).isBetween(entity.bodyOffset(), to);
        assertThat(entity.lines()).isBetween(0L, entity.bodyLength());
        switch (part) {
            case Single single -> {}
            case Enclosed enclosed -> within(enclosed.body(), entity.bodyOffset(), end);
            case Multipart multipart -> {
                assertThat(multipart.parts()).isNotEmpty();
                long at = entity.bodyOffset();
                for (BodyStructure inner : multipart.parts()) {
                    within(inner, at, end);
                    at = inner.entity().bodyOffset() + inner.entity().bodyLength();
                }
            }
        }
    }

    private byte[] mutated(byte[] seed, byte[] other) {
        byte[] bytes = seed.clone();
        for (int changes = random.nextInt(6); changes >= 0; changes--) {
            bytes = bytes.length == 0 ? other.clone() : changed(bytes, other);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(40, bytes.length - at) + 1);
        return switch (random.nextInt(4)) {
            case 0 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) "\r\n-:;\"\\()<>@=?*%,/ \0".charAt(random.nextInt(20));
                yield bytes;
            }
            case 2 -> spliced(bytes, at, at + length, bytes, at, 0);
            default -> {
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                yield spliced(bytes, at, at, other, from, Math.min(length, other.length - from));
            }
        };
    }

    /// `bytes` with what lies from `from` to `to` replaced.
    private static byte[] spliced(byte[] bytes, int from, int to, byte[] other, int offset, int length) {
        byte[] out = new byte[from + length + bytes.length - to];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(other, offset, out, from, length);
        System.arraycopy(bytes, to, out, from + length, bytes.length - to);
        return out;
    }
}
