package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// All providers that can be had here write and read the same formats.
class CryptoProvidersTest {
    private static final Place PLACE = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'L', RecordId.of(5), 5, 0);

    @Test
    void whatOneProviderSealsEachOtherOpens() throws Exception {
        byte[] plaintext = new byte[100_000];
        new Random(1).nextBytes(plaintext);
        try (var root = Secret.random(32)) {
            for (var writer : choices()) {
                for (var reader : choices()) {
                    assertThat(records(writer, reader, root, plaintext)).isEqualTo(plaintext);
                    assertThat(streams(writer, reader, root, plaintext)).isEqualTo(plaintext);
                }
            }
        }
    }

    @Test
    void tellsWhoDoesWhat() {
        assertThat(CryptoProviders.process().stats())
                .containsKeys(
                        "crypt.records", "crypt.pages-and-segments", "crypt.hmac", "crypt.random", "crypt.secrets");
    }

    @Test
    void warmsUpAndMeasures() {
        var figures = new CryptoWarmUp(CryptoProviders.process(), System::nanoTime, Duration.ofMillis(20)).run();
        assertThat(figures).containsKeys("crypt.seal-and-open-512-bytes", "crypt.segment-gcm");
        assertThat(figures.get("crypt.segment-gcm")).matches("\\d+ MB/s");
    }

    private static List<CryptoProviders> choices() {
        var choices = new ArrayList<>(List.of(CryptoProviders.process(), CryptoProviders.all(CryptoProviders.jdk())));
        CryptoProviders.corretto().map(CryptoProviders::all).ifPresent(choices::add);
        return choices;
    }

    private static byte[] records(CryptoProviders writer, CryptoProviders reader, Secret root, byte[] plaintext)
            throws TamperedException {
        try (var seals = Sealer.derive(writer, root, "letterlock/1/test", new byte[0]);
                var opens = Sealer.derive(reader, root, "letterlock/1/test", new byte[0])) {
            return opens.open(PLACE, seals.seal(PLACE, plaintext));
        }
    }

    private static byte[] streams(CryptoProviders writer, CryptoProviders reader, Secret key, byte[] plaintext)
            throws TamperedException {
        var sealed = SealedStream.seal(writer, key, PLACE, plaintext);
        byte[] out = new byte[plaintext.length];
        try (var opens = SealedStream.Reader.open(reader, key, PLACE, plaintext.length, sealed.getFirst())) {
            for (int i = 0; i < sealed.size(); i++) {
                opens.segment(i, sealed.get(i), out, (int) SealedStream.startOf(i));
            }
        }
        return out;
    }
}
