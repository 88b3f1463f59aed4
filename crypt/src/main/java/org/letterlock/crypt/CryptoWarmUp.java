package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Makes the hot paths fast before the first letter, and measures them. The JDK's AES-GCM is a hundred
/// times slower until the JIT compiler has seen many calls of it, so a server warms up while it opens
/// its doors. Keeps one core busy for at most about its budget; touches no stored data. One thread.
public final class CryptoWarmUp {
    private static final System.Logger LOG = System.getLogger(CryptoWarmUp.class.getName());
    private static final Duration BUDGET = Duration.ofMillis(1_500);
    private static final int RECORD_BYTES = 512;
    private static final int PAGE_BYTES = 8_192;
    private static final int SEGMENT_BYTES = 65_536;
    private static final double MUCH_SLOWER = 1.5;

    private final CryptoProviders providers;
    private final LongSupplier nanos;
    private final Duration budget;
    private final Place place = new Place(Place.INSTANCE, new UUID(0, 0), (byte) 0, RecordId.of(0), 0, 0);

    /// @param nanos the monotonic clock (`System::nanoTime`)
    public CryptoWarmUp(CryptoProviders providers, LongSupplier nanos) {
        this(providers, nanos, BUDGET);
    }

    CryptoWarmUp(CryptoProviders providers, LongSupplier nanos, Duration budget) {
        this.providers = providers;
        this.nanos = nanos;
        this.budget = budget;
    }

    private interface Round {
        void run() throws TamperedException, GeneralSecurityException;
    }

    /// Runs everything often, logs and returns what was measured, for `store stats`: name → figure.
    ///
    /// @throws IllegalStateException if this machine does not open what it sealed
    public Map<String, String> run() {
        var figures = new LinkedHashMap<String, String>();
        try (var root = Secret.random(32);
                var sealer = Sealer.derive(providers, root, "letterlock/1/warm-up", new byte[0])) {
            average(12_000, 30, records(sealer, RECORD_BYTES));
            average(6_000, 20, records(sealer, PAGE_BYTES));
            figures.put("crypt.seal-and-open-512-bytes", micros(average(2_000, 5, records(sealer, RECORD_BYTES))));
            average(2_000, 20, streams(root, PAGE_BYTES));
            figures.put("crypt.stream-seal-and-open-64-KiB", micros(average(200, 5, streams(root, SEGMENT_BYTES))));
        }
        double chosen = average(500, 5, segments(providers.segmentGcm()));
        figures.put("crypt.segment-gcm", rate(chosen));
        compare(chosen, figures);
        LOG.log(System.Logger.Level.INFO, "cryptography: {0} {1}", providers.stats(), figures);
        return figures;
    }

    /// Measures the provider that was not chosen, and warns if the recorded choice is wrong on this
    /// machine.
    private void compare(double chosen, Map<String, String> figures) {
        Provider mine = providers.segmentGcm().getProvider();
        Provider other =
                mine.equals(CryptoProviders.jdk()) ? CryptoProviders.corretto().orElse(mine) : CryptoProviders.jdk();
        if (other.equals(mine)) {
            return;
        }
        double rival = average(500, 15, segments(CryptoProviders.all(other).segmentGcm()));
        figures.put("crypt.segment-gcm-of-" + other.getName(), rate(rival));
        if (chosen > rival * MUCH_SLOWER) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is faster than {1} here: {2}",
                    other.getName(),
                    mine.getName(),
                    figures);
        }
    }

    /// Nanoseconds a round; stops early when that percentage of the budget is spent.
    private double average(int rounds, int percent, Round round) {
        long start = nanos.getAsLong();
        long most = budget.toNanos() / 100 * percent;
        int done = 0;
        try {
            do {
                round.run();
                done++;
            } while (done < rounds && nanos.getAsLong() - start < most);
        } catch (TamperedException | GeneralSecurityException e) {
            throw new IllegalStateException("cryptography on this machine does not open what it sealed", e);
        }
        return (nanos.getAsLong() - start) / (double) done;
    }

    private Round records(Sealer sealer, int bytes) {
        byte[] plaintext = new byte[bytes];
        return () -> sealer.open(place, sealer.seal(place, plaintext));
    }

    private Round streams(Secret key, int bytes) {
        byte[] payload = new byte[bytes];
        byte[] out = new byte[bytes];
        return () -> {
            var sealed = SealedStream.seal(providers, key, place, payload);
            try (var reader = SealedStream.Reader.open(providers, key, place, bytes, sealed.getFirst())) {
                for (int n = 0; n < sealed.size(); n++) {
                    reader.segment(n, sealed.get(n), out, (int) SealedStream.startOf(n));
                }
            }
        };
    }

    /// The cipher alone; a nonce never comes twice in a row, which the provider would refuse.
    private static Round segments(Cipher gcm) {
        var key = new HeapKey("AES", new byte[32]);
        byte[] plaintext = new byte[SEGMENT_BYTES];
        byte[] out = new byte[SEGMENT_BYTES + SegmentCipher.TAG_BYTES];
        byte[] nonce = new byte[12];
        return () -> {
            nonce[0]++;
            gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * SegmentCipher.TAG_BYTES, nonce));
            gcm.doFinal(plaintext, 0, plaintext.length, out, 0);
        };
    }

    private static String micros(double nanos) {
        return "%.1f µs".formatted(nanos / 1_000);
    }

    private static String rate(double nanosPerSegment) {
        return "%.0f MB/s".formatted(SEGMENT_BYTES / nanosPerSegment * 1_000);
    }
}
