package org.letterlock.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = new Attempts();

    private int skippedAfter(boolean well) {
        attempts.ended(well);
        int skipped = 0;
        while (!attempts.worthwhile()) {
            skipped++;
        }
        return skipped;
    }

    @Test
    void failuresInARowAreTriedLessAndLessOften() {
        assertThat(attempts.worthwhile()).isTrue();
        assertThat(skippedAfter(false)).isEqualTo(1);
        assertThat(skippedAfter(false)).isEqualTo(3);
        assertThat(skippedAfter(false)).isEqualTo(7);
        for (int i = 0; i < 10; i++) {
            skippedAfter(false);
        }
        assertThat(skippedAfter(false)).isEqualTo(63);
        assertThat(skippedAfter(true)).isZero();
        assertThat(skippedAfter(false)).isEqualTo(1);
    }
}
