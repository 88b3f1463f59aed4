package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodedWordsTest {
    static List<Table.Case> table() throws IOException {
        return Table.read("encoded-words.txt");
    }

    @ParameterizedTest
    @MethodSource("table")
    void isDecodedAsExpected(Table.Case each) {
        assertThat(EncodedWords.decode(each.input())).isEqualTo(each.expected().getFirst());
    }
}
