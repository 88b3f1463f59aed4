package org.letterlock.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// After a lease no reachable copy of its key remains: a live heap dump, with all threads alive that used it, holds the
/// key nowhere. The dump lies in memory.
class HeapTest extends KeyringFixture {
    @Test
    void noReachableCopyOfTheKeyOutlivesTheLease(@TempDir(factory = InMemory.class) Path folder) throws Exception {
        var key = newKey();
        byte[] mask = kms.mask(key);
        byte[] masked = kms.masked(key);
        var used = new CountDownLatch(4);
        var dumped = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.submit(() -> {
                    use(key);
                    used.countDown();
                    dumped.await();
                    return null;
                });
            }
            used.await();
            byte[] kept = unmask(masked, mask);
            assertThat(copies(folder.resolve("kept.hprof"), masked, mask)).isPositive();
            java.util.Arrays.fill(kept, (byte) 0);
            time.pass(Duration.ofSeconds(60));
            keyring.tick();
            int copies = copies(folder.resolve("over.hprof"), masked, mask);
            dumped.countDown();
            assertThat(copies).isZero();
        }
    }

    private void use(WrappedKey key) throws Exception {
        var lease = keyring.lease(ALICE, key);
        for (var purpose : Purpose.values()) {
            lease.sealer(purpose).open(place(key), lease.sealer(purpose).seal(place(key), new byte[100]));
        }
        lease.unwrap(place(key), lease.wrap(place(key), MessageKey.random())).close();
    }

    private static byte[] unmask(byte[] masked, byte[] mask) {
        byte[] result = new byte[masked.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (masked[i] ^ mask[i]);
        }
        return result;
    }

    /// How often the masked bytes occur unmasked in a dump of all live objects.
    private static int copies(Path file, byte[] masked, byte[] mask) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        try (var channel = FileChannel.open(file)) {
            ByteBuffer dump = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            int found = 0;
            for (int at = 0; at <= dump.limit() - mask.length; at++) {
                int same = 0;
                while (same < mask.length && (byte) (dump.get(at + same) ^ mask[same]) == masked[same]) {
                    same++;
                }
                found += same == mask.length ? 1 : 0;
            }
            return found;
        } finally {
            Files.delete(file);
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
