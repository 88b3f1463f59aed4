package org.letterlock.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SecretTest {
    /// Memory of its own, so that no other test's secret takes the place that is looked at.
    private final SecretMemory memory = new SecretMemory(new PageGuard(new NativeCalls()));

    @Test
    void itsMemoryHoldsTheBytesUntilItIsClosedAndZeroesAfter() {
        byte[] bytes = filled(48);
        var secret = new Secret(memory, 48);
        secret.fillFrom(bytes, 0);
        assertThat(bytes).as("the array that was taken over").containsOnly(0);
        var there = MemorySegment.ofAddress(secret.address()).reinterpret(48);
        assertThat(there.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(filled(48));

        secret.close();

        assertThat(there.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
    }

    @Test
    void isLentAsACopyThatIsZeroedAfterwards() {
        try (var secret = Secret.take(filled(32))) {
            byte[] leaked = secret.expose(bytes -> {
                assertThat(bytes).isEqualTo(filled(32));
                return bytes;
            });
            assertThat(leaked).containsOnly(0);
        }
    }

    @Test
    void takesOverASlice() {
        byte[] bytes = filled(10);
        try (var secret = Secret.take(bytes, 2, 3)) {
            assertThat(secret.expose(byte[]::clone)).isEqualTo(Arrays.copyOfRange(filled(10), 2, 5));
        }
        assertThat(bytes).isEqualTo(new byte[] {1, 2, 0, 0, 0, 6, 7, 8, 9, 10});
    }

    @Test
    void aClosedSecretIsNotRead() {
        var secret = Secret.random(32);
        secret.close();
        secret.close();
        assertThat(secret.isClosed()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> secret.expose(bytes -> bytes.length));
        try (var other = Secret.random(32)) {
            assertThatIllegalStateException().isThrownBy(() -> other.matches(secret));
        }
    }

    @Test
    void hasABoundedSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.random(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.random(4_097));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.take(new byte[0]));
        try (var largest = Secret.random(Secret.MAX_BYTES)) {
            assertThat(largest.size()).isEqualTo(4_096);
        }
    }

    @Test
    void isNotPrintedAndNotComparedByAccident() {
        try (var one = Secret.take(filled(32));
                var two = Secret.take(filled(32));
                var three = Secret.random(32)) {
            assertThat(one.toString()).startsWith(Secret.class.getName() + "@");
            assertThat(one).isNotEqualTo(two);
            assertThat(one.matches(two)).isTrue();
            assertThat(one.matches(three)).isFalse();
        }
    }

    /// Readers see the whole secret or an exception, never a part, never what came after it in the same
    /// place.
    @Test
    void aSecretClosedUnderItsReadersIsWholeOrGone() throws Exception {
        for (int round = 0; round < 200; round++) {
            var secret = new Secret(memory, 64);
            secret.fillFrom(same(64, 7), 0);
            var reading = new CountDownLatch(1);
            var reader = Thread.ofPlatform().unstarted(() -> {
                while (true) {
                    try {
                        byte[] copy = new byte[64];
                        secret.copyTo(copy, 0);
                        assertThat(copy).containsOnly(7);
                        reading.countDown();
                    } catch (IllegalStateException closed) {
                        return;
                    }
                }
            });
            var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
            reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
            reader.start();
            reading.await();
            secret.close();
            try (var next = new Secret(memory, 64)) {
                next.fillFrom(same(64, 9), 0);
                reader.join();
            }
            assertThat(failure).hasNullValue();
        }
    }

    @Test
    void manySecretsShareSlabsAndReuseThem() {
        var secrets = new java.util.ArrayList<Secret>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 3_000; i++) {
                var secret = new Secret(memory, 1 + i % 130);
                secret.fillFrom(same(1 + i % 130, i), 0);
                secrets.add(secret);
            }
            for (int i = 0; i < 3_000; i++) {
                byte expected = (byte) i;
                secrets.get(i).expose(bytes -> {
                    assertThat(Arrays.equals(bytes, same(bytes.length, expected)))
                            .isTrue();
                    return 0;
                });
            }
            secrets.forEach(Secret::close);
            secrets.clear();
        }
        assertThat(memory.protection()).startsWith("0 live in ").contains(" of 5 slabs locked");
    }

    @Test
    void saysHowWellItIsProtected() {
        try (var secret = Secret.random(32)) {
            assertThat(secret.size()).isEqualTo(32);
            assertThat(Secret.protection()).matches("\\d+ live in \\d+ KiB off-heap, \\d+ of \\d+ slabs locked, .*");
        }
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    private static byte[] same(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
