package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AddressesTest {
    static List<Table.Case> table() throws IOException {
        return Table.read("addresses.txt");
    }

    @ParameterizedTest
    @MethodSource("table")
    void isParsedAsExpected(Table.Case each) {
        assertThat(Addresses.parse(each.input())).extracting(Rendered::of).isEqualTo(each.expected());
    }
}
