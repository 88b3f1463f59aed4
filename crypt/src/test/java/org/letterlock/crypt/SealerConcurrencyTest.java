package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Ciphers are lent to one call at a time; a close never lets a call give wrong bytes.
class SealerConcurrencyTest {
    private static final int THREADS = 16;
    private static final UUID ID = new UUID(1, 2);

    @Test
    void sixteenThreadsShareOneSealer() throws Exception {
        try (var root = Secret.random(32);
                var sealer = Sealer.derive(root, "letterlock/1/test", new byte[0])) {
            all(number -> {
                for (int i = 0; i < 2_000; i++) {
                    roundTrip(sealer, number, i);
                }
                return 2_000;
            });
        }
    }

    /// Every call either gives the right bytes or says that the sealer is closed.
    @Test
    void aSealerClosedUnderItsUsersSaysSo() throws Exception {
        for (int round = 0; round < 50; round++) {
            try (var root = Secret.random(32)) {
                var sealer = Sealer.derive(root, "letterlock/1/test", new byte[0]);
                var started = new CountDownLatch(THREADS);
                var closer = Thread.ofPlatform().start(() -> {
                    await(started);
                    sealer.close();
                });
                all(number -> {
                    for (int i = 0; ; i++) {
                        try {
                            roundTrip(sealer, number, i);
                        } catch (IllegalStateException closed) {
                            started.countDown();
                            assertThat(closed).hasMessageContaining("closed");
                            return i;
                        }
                        started.countDown();
                    }
                });
                closer.join();
            }
        }
    }

    private interface Work {
        int run(int number) throws Exception;
    }

    private static void all(Work work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var results = new ArrayList<Future<Integer>>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                Callable<Integer> call = () -> work.run(number);
                results.add(threads.submit(call));
            }
            for (var result : results) {
                assertThat(result.get()).isNotNegative();
            }
        }
    }

    private static void roundTrip(Sealer sealer, int thread, int i) throws TamperedException {
        var place = new Place(ID, ID, (byte) 'L', RecordId.of(thread, i), i, 0);
        byte[] plaintext = ByteBuffer.allocate(200).putInt(thread).putInt(i).array();
        assertThat(Arrays.equals(sealer.open(place, sealer.seal(place, plaintext)), plaintext))
                .isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
