package org.letterlock.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// After a lease no reachable copy of its key remains, nor of a key derived from it, even while the
/// lease itself is held and all threads that used it live: a live heap dump shows it. The dump lies
/// in memory.
class HeapTest extends KeyringFixture {
    @Test
    void noReachableCopyOfAKeyOutlivesTheLease(@TempDir(factory = InMemory.class) Path folder) throws Exception {
        var key = newKey();
        var lease = keyring.lease(ALICE, key);
        var used = new CountDownLatch(4);
        var dumped = new CountDownLatch(1);
        var over = folder.resolve("over.hprof");
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.submit(() -> {
                    use(lease);
                    used.countDown();
                    dumped.await();
                    return null;
                });
            }
            used.await();
            time.pass(Duration.ofSeconds(60));
            keyring.tick();
            dump(over);
            dumped.countDown();
        }
        assertThat(lease.live()).isFalse();
        byte[] raw = xor(kms.masked(key), kms.mask(key));
        assertThat(copies(over, raw)).isZero();
        for (var purpose : Purpose.values()) {
            assertThat(copies(over, derived(raw, purpose, key)))
                    .as(purpose.name())
                    .isZero();
        }
        var kept = folder.resolve("kept.hprof");
        dump(kept);
        assertThat(copies(kept, raw)).as("what this test still holds, it finds").isPositive();
    }

    private static void use(KeyLease lease) throws Exception {
        var place = place(lease.key());
        for (var purpose : Purpose.values()) {
            lease.sealer(purpose).open(place, lease.sealer(purpose).seal(place, new byte[100]));
        }
        lease.unwrap(place, lease.wrap(place, MessageKey.random())).close();
    }

    /// The sealing key of a purpose, as `docs/formats/keys.md` derives it.
    private static byte[] derived(byte[] raw, Purpose purpose, WrappedKey key) throws Exception {
        byte[] label = purpose.label().getBytes(StandardCharsets.UTF_8);
        byte[] info = ByteBuffer.allocate(label.length + 1 + 20)
                .put(label)
                .put((byte) 0)
                .putLong(key.owner().getMostSignificantBits())
                .putLong(key.owner().getLeastSignificantBits())
                .putInt(key.generation())
                .array();
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract().addIKM(raw).thenExpand(info, 32));
    }

    private static byte[] xor(byte[] masked, byte[] mask) {
        byte[] result = new byte[masked.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (masked[i] ^ mask[i]);
        }
        return result;
    }

    private static void dump(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
    }

    private static int copies(Path file, byte[] wanted) throws IOException {
        try (var channel = FileChannel.open(file)) {
            ByteBuffer dump = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            int found = 0;
            for (int at = 0; at <= dump.limit() - wanted.length; at++) {
                if (dump.get(at) == wanted[0] && dump.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted))) {
                    found++;
                }
            }
            return found;
        }
    }

    /// A folder that is memory where the system has one.
    static final class InMemory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            var memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "letterlock")
                    : Files.createTempDirectory("letterlock");
        }
    }
}
