package org.letterlock.crypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Makes the hot paths fast before the first letter, and measures them. The JDK's AES-GCM is a hundred
/// times slower until the JIT compiler has seen many calls of it, so a server warms up before it opens
/// its doors. Takes about a second of one core; touches no stored data.
public final class CryptoWarmUp {
    private static final System.Logger LOG = System.getLogger(CryptoWarmUp.class.getName());
    private static final int RECORD_BYTES = 512;
    private static final int PAGE_BYTES = 8_192;
    private static final int SEGMENT_BYTES = 65_536;
    private static final double MUCH_SLOWER = 1.5;

    private final CryptoProviders providers;
    private final LongSupplier nanos;
    private final double share;
    private final Place place = new Place(Place.INSTANCE, new UUID(0, 0), (byte) 0, RecordId.of(0), 0, 0);

    /// @param nanos the monotonic clock (`System::nanoTime`)
    public CryptoWarmUp(CryptoProviders providers, LongSupplier nanos) {
        this(providers, nanos, 1);
    }

    /// @param share of the full number of rounds
    CryptoWarmUp(CryptoProviders providers, LongSupplier nanos, double share) {
        this.providers = providers;
        this.nanos = nanos;
        this.share = share;
    }

    /// Runs everything often enough, logs and returns what was measured, for `store stats`: name →
    /// figure.
    public Map<String, String> run() {
        var figures = new LinkedHashMap<String, String>();
        try (var root = Secret.random(32);
                var sealer = Sealer.derive(providers, root, "letterlock/1/warm-up", new byte[0])) {
            records(sealer, PAGE_BYTES, rounds(20_000));
            figures.put("crypt.seal-and-open-512-bytes", micros(records(sealer, RECORD_BYTES, rounds(5_000))));
            streams(root, PAGE_BYTES, rounds(3_000));
            figures.put("crypt.stream-seal-and-open-64-KiB", micros(streams(root, SEGMENT_BYTES, rounds(500))));
        } catch (TamperedException e) {
            throw new IllegalStateException("cryptography on this machine does not open what it sealed", e);
        }
        double chosen = segments(providers.segmentGcm());
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
        double rival = segments(CryptoProviders.all(other).segmentGcm());
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

    private int rounds(int full) {
        return Math.max(1, (int) (full * share));
    }

    private double records(Sealer sealer, int bytes, int times) throws TamperedException {
        byte[] plaintext = new byte[bytes];
        long start = nanos.getAsLong();
        for (int i = 0; i < times; i++) {
            sealer.open(place, sealer.seal(place, plaintext));
        }
        return (nanos.getAsLong() - start) / (double) times;
    }

    private double streams(Secret key, int bytes, int times) throws TamperedException {
        byte[] payload = new byte[bytes];
        byte[] out = new byte[bytes];
        long start = nanos.getAsLong();
        for (int i = 0; i < times; i++) {
            var sealed = SealedStream.seal(providers, key, place, payload);
            try (var reader = SealedStream.Reader.open(providers, key, place, bytes, sealed.getFirst())) {
                for (int n = 0; n < sealed.size(); n++) {
                    reader.segment(n, sealed.get(n), out, (int) SealedStream.startOf(n));
                }
            }
        }
        return (nanos.getAsLong() - start) / (double) times;
    }

    /// Nanoseconds a segment, by the cipher alone; the best of three.
    private double segments(Cipher gcm) {
        var key = new HeapKey("AES", new byte[32]);
        byte[] plaintext = new byte[SEGMENT_BYTES];
        byte[] out = new byte[SEGMENT_BYTES + SegmentCipher.TAG_BYTES];
        byte[] nonce = new byte[12];
        double best = Double.MAX_VALUE;
        int times = rounds(500);
        try {
            for (int round = 0; round < 3; round++) {
                long start = nanos.getAsLong();
                for (int i = 0; i < times; i++) {
                    nonce[0] = (byte) i;
                    nonce[1] = (byte) (i >> 8);
                    nonce[2] = (byte) round;
                    gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * SegmentCipher.TAG_BYTES, nonce));
                    gcm.doFinal(plaintext, 0, plaintext.length, out, 0);
                }
                best = Math.min(best, (nanos.getAsLong() - start) / (double) times);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(gcm.getProvider().getName() + " cannot seal", e);
        }
        return best;
    }

    private static String micros(double nanos) {
        return "%.1f µs".formatted(nanos / 1_000);
    }

    private static String rate(double nanosPerSegment) {
        return "%.0f MB/s".formatted(SEGMENT_BYTES / nanosPerSegment * 1_000);
    }
}
