package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.letterlock.crypt.SealedStream;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.store.Kind;
import org.letterlock.store.MemoryEngine;
import org.letterlock.store.Tampering;

class ContentTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 5_000, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 400_000})
    void bytesComeBackAsTheyWere(int size) throws Exception {
        var random = new Random(size);
        var noise = new byte[size];
        random.nextBytes(noise);
        var text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = (byte) ("all work and no play\r\n".charAt(i % 22));
        }
        comeBack(random, List.of(noise, text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void base64ComesBackAsItWas(long seed) throws Exception {
        var random = new Random(seed);
        var letters = new ArrayList<byte[]>();
        for (int i = 0; i < 25; i++) {
            letters.add(base64Letter(random));
        }
        comeBack(random, letters);
    }

    /// A letter with a body in base64 of any shape: good, or spoilt somewhere.
    private static byte[] base64Letter(Random random) throws Exception {
        var raw = new byte[random.nextInt(4) == 0 ? 200_000 + random.nextInt(3) : random.nextInt(60_000)];
        random.nextBytes(raw);
        if (random.nextBoolean()) {
            Arrays.fill(raw, (byte) 7);
        }
        int line = new int[] {76, 76, 76, 60, 64, 72, 4, 1_020, 1_024, 75}[random.nextInt(10)];
        String end = random.nextInt(3) == 0 ? "\n" : "\r\n";
        byte[] encoded = Base64.getMimeEncoder(line, end.getBytes(StandardCharsets.US_ASCII))
                .encode(raw);
        if (encoded.length > 0 && random.nextInt(4) == 0) {
            encoded[random.nextInt(encoded.length)] = (byte) "=\n \r-A\0".charAt(random.nextInt(7));
        }
        var letter = new ByteArrayOutputStream();
        letter.write("Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        letter.write(encoded);
        letter.write(
                new String[] {"", end, end + end, "\n", " "}[random.nextInt(5)].getBytes(StandardCharsets.US_ASCII));
        return letter.toByteArray();
    }

    private static void comeBack(Random random, List<byte[]> letters) throws Exception {
        try (var house = new House()) {
            house.create();
            var mailbox = house.open();
            long inbox = mailbox.view("INBOX").folder().id();
            long uid = 1;
            for (byte[] letter : letters) {
                mailbox.append("INBOX", List.of(new NewMessage(letter, Set.of(), 1)));
                assertThat(House.read(mailbox, inbox, uid)).isEqualTo(letter);
                try (var content = mailbox.content(inbox, uid)) {
                    for (int i = 0; i < 10; i++) {
                        int from = random.nextInt(letter.length + 1);
                        int to = from + random.nextInt(letter.length - from + 1);
                        assertThat(House.read(content, from, to - from))
                                .isEqualTo(Arrays.copyOfRange(letter, from, to));
                    }
                }
                uid++;
            }
            assertThat(house.mailboxes.verify(house.key, House.ALICE).problems())
                    .isEmpty();
        }
    }

    @Test
    void base64IsKeptDecoded() throws Exception {
        var engine = new MemoryEngine();
        try (var house = new House(engine, Options.DEFAULT)) {
            house.create();
            var raw = new byte[300_000];
            new Random(1).nextBytes(raw);
            String letter = "Content-Transfer-Encoding: base64\r\n\r\n"
                    + Base64.getMimeEncoder().encodeToString(raw) + "\r\n";

            house.open()
                    .append("INBOX", List.of(new NewMessage(letter.getBytes(StandardCharsets.US_ASCII), Set.of(), 1)));

            long stored = 0;
            for (var key : new Tampering(engine).keys()) {
                if (key.kind() == Kind.CONTENT) {
                    stored += engine.read(List.of(key)).getFirst().size();
                }
            }
            assertThat(stored).isBetween(300_000L, 301_000L);
        }
    }

    @Test
    void opensOnlyTheSegmentsAskedFor() throws Exception {
        var engine = new MemoryEngine();
        try (var house = new House(engine, Options.DEFAULT)) {
            house.create();
            var mailbox = house.open();
            long inbox = mailbox.view("INBOX").folder().id();
            var letter = new byte[6 * SealedStream.SEGMENT_BYTES];
            new Random(1).nextBytes(letter);
            mailbox.append("INBOX", List.of(new NewMessage(letter, Set.of(), 1)));
            var disk = new Tampering(engine);
            for (var key : disk.keys()) {
                if (key.kind() == Kind.CONTENT && key.id().number(1) == 3) {
                    disk.flip(key, 1_000);
                }
            }

            try (var content = mailbox.content(inbox, 1)) {
                int start = 5 * SealedStream.SEGMENT_BYTES;
                assertThat(House.read(content, start, 100)).isEqualTo(Arrays.copyOfRange(letter, start, start + 100));
                assertThatThrownBy(() -> House.read(content, 0, letter.length))
                        .isInstanceOfSatisfying(
                                Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.CORRUPTION));
            }
        }
    }

    @Test
    void aReadGoesOnUnderTheNextLeaseAndStopsWhenThatIsRefused() throws Exception {
        try (var house = new House()) {
            house.create();
            var mailbox = house.open();
            long inbox = mailbox.view("INBOX").folder().id();
            var letter = new byte[500_000];
            new Random(1).nextBytes(letter);
            mailbox.append("INBOX", List.of(new NewMessage(letter, Set.of(), 1)));
            int decrypts = house.kms.decrypts.get();

            try (var content = mailbox.content(inbox, 1)) {
                var got = new ByteArrayOutputStream();
                content.read(0, letter.length, (bytes, offset, length) -> {
                    got.write(bytes, offset, length);
                    house.minutePasses();
                });
                assertThat(got.toByteArray()).isEqualTo(letter);
                assertThat(house.kms.decrypts.get() - decrypts).isBetween(7, 16);

                got.reset();
                assertThatThrownBy(() -> content.read(0, letter.length, (bytes, offset, length) -> {
                            got.write(bytes, offset, length);
                            house.kms.refusing = true;
                            house.minutePasses();
                        }))
                        .isInstanceOf(KeyUnavailableException.Refused.class);
                assertThat(got.size()).isBetween(1, Chunk.MAX_BYTES);
            }
        }
    }
}
