package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MailDateTest {
    static List<Table.Case> table() throws IOException {
        return Table.read("dates.txt");
    }

    @ParameterizedTest
    @MethodSource("table")
    void theDayIsRead(Table.Case each) {
        assertThat(MailDate.day(each.input()).map(Object::toString).stream())
                .containsExactlyElementsOf(each.expected());
    }

    @Test
    void noFieldHasNoDay() {
        assertThat(MailDate.day(null)).isEmpty();
    }
}
