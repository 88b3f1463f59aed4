package org.letterlock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(100);

    @Test
    void sharesNeverPassTheLimit() {
        try (Budget.Share one = budget.open();
                Budget.Share two = budget.open()) {
            assertThat(one.tryTake(60)).isTrue();
            assertThat(two.tryTake(41)).isFalse();
            assertThat(two.tryTake(40)).isTrue();
            assertThat(two.tryTake(1)).isFalse();
            one.close();
            assertThat(two.tryTake(60)).isTrue();
            assertThat(budget.used()).isEqualTo(100);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void hugeAndNegativeRequestsAreRefused() {
        try (Budget.Share one = budget.open()) {
            assertThat(one.tryTake(1)).isTrue();
            assertThat(one.tryTake(Long.MAX_VALUE)).isFalse();
            assertThatThrownBy(() -> one.tryTake(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
