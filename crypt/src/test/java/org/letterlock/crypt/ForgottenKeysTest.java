package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decision 0011: after a close no reachable copy of the key, its derived keys or cipher state
/// remains, while the threads that used them live on. Looked for in a dump of all reachable objects, as
/// raw bytes, in which a cipher's key schedule begins with the key too.
class ForgottenKeysTest {
    private static final Place PLACE = new Place(new UUID(1, 2), new UUID(3, 4), (byte) 'L', RecordId.of(5), 5, 0);
    private static final String LABEL = "letterlock/1/test/forgotten";

    @TempDir
    Path folder;

    @Test
    void nothingOfAClosedSealerOrReaderIsReachable() throws Exception {
        try (var root = Secret.random(32)) {
            var sealing = Masked.of(Hkdf.derive(CryptoProviders.process(), root, LABEL, new byte[0], 32));
            var raw = Masked.of(root.expose(byte[]::clone));
            var sealer = Sealer.derive(root, LABEL, new byte[0]);
            var used = new CountDownLatch(1);
            var end = new CountDownLatch(1);
            var user = Thread.ofPlatform().start(() -> {
                use(root, sealer);
                used.countDown();
                await(end);
            });
            used.await();
            var dump = dump("open.hprof");
            assertThat(sealing.isIn(dump)).as("the dump shows a key in use").isTrue();

            sealer.close();

            dump = dump("closed.hprof");
            assertThat(sealing.isIn(dump)).isFalse();
            assertThat(raw.isIn(dump)).isFalse();
            end.countDown();
            user.join();
        }
    }

    private static void use(Secret root, Sealer sealer) {
        try (var key = Secret.random(32)) {
            sealer.unwrap(PLACE, sealer.wrap(PLACE, key)).close();
            sealer.open(PLACE, sealer.seal(PLACE, new byte[100]));
            var sealed = SealedStream.seal(root, PLACE, new byte[70_000]);
            try (var reader = SealedStream.Reader.open(root, PLACE, 70_000, sealed.getFirst())) {
                reader.segment(0, sealed.getFirst(), new byte[65_536], 0);
            }
            try (var index = BlindIndex.derive(root, LABEL, new byte[1])) {
                index.of("x");
            }
        } catch (TamperedException e) {
            throw new AssertionError(e);
        }
    }

    private Path dump(String name) throws IOException {
        var file = folder.resolve(name);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        return file;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// A key to look for, kept so that the looking does not put it into the dump.
    private record Masked(byte[] bytes) {
        private static final int SHOWN = 16;

        static Masked of(byte[] key) {
            byte[] masked = new byte[SHOWN];
            for (int i = 0; i < SHOWN; i++) {
                masked[i] = (byte) ~key[i];
            }
            java.util.Arrays.fill(key, (byte) 0);
            return new Masked(masked);
        }

        boolean isIn(Path file) throws IOException {
            try (var channel = FileChannel.open(file)) {
                long size = Files.size(file);
                var map = channel.map(MapMode.READ_ONLY, 0, size);
                byte first = (byte) ~bytes[0];
                for (int at = 0; at + SHOWN <= size; at++) {
                    if (map.get(at) == first && matches(map, at)) {
                        return true;
                    }
                }
                return false;
            }
        }

        private boolean matches(java.nio.ByteBuffer map, int at) {
            for (int i = 1; i < SHOWN; i++) {
                if (map.get(at + i) != (byte) ~bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
