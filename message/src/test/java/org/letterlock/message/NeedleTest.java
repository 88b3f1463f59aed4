package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STRASSE      | Die Straße
            straße       | STRASSE
            οδός         | ΟΔΌΣ ΟΔΌΣ
            ΟΔΌΣ         | οδός
            café         | cafe\u0301
            cafe\u0301   | CAFÉ
            ﬁle          | file
            file         | ﬁle
            ２０２６       | in 2026
            ｶﾞ            | ガ
            İstanbul     | i\u0307stanbul
            a b          | A\u00a0\u3000B
            seen         | se\u00aden
            한국           | \u1112\u1161\u11ab국
            k            | \u212a
            """)
    void isFoundWhateverItsForm(String needle, String text) {
        assertThat(new Needle(needle).in(text)).isTrue();
        assertThat(inPieces(needle, text, 1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cafe, café", "ab, a b", "x, y", "ä, a", "longer than the text, longer"})
    void isNotFoundWhereItIsNot(String needle, String text) {
        assertThat(new Needle(needle).in(text)).isFalse();
        assertThat(inPieces(needle, text, 1)).isFalse();
    }

    @Test
    void theEmptyOneIsEverywhere() {
        assertThat(new Needle("").in("")).isTrue();
        assertThat(new Needle("").scan().found()).isTrue();
        assertThat(new Needle("\u00ad").isEmpty()).isTrue();
    }

    @Test
    void isFoundAcrossPiecesAndWindowsWhereverItLies() {
        var random = new Random(11);
        String filler = "Grüße \u3000手紙 e\u0301 ".repeat(4_000);
        for (int round = 0; round < 40; round++) {
            int at = random.nextInt(filler.length());
            String text = filler.substring(0, at) + " xÄ  Nadel\u0301\r\nhier " + filler.substring(at);
            assertThat(inPieces("xä nadel\u0301 HIER", text, 1 + random.nextInt(9_000)))
                    .isTrue();
            assertThat(inPieces("xä nadel\u0301 DORT", text, 1 + random.nextInt(9_000)))
                    .isFalse();
        }
    }

    @Test
    void nothingIsFoundAcrossTwoTexts() {
        Needle.Scan scan = new Needle("ab").scan();
        scan.feed("a");
        assertThat(scan.end()).isFalse();
        scan.feed("b");
        assertThat(scan.end()).isFalse();
    }

    private static boolean inPieces(String needle, String text, int piece) {
        Needle.Scan scan = new Needle(needle).scan();
        for (int at = 0; at < text.length(); at += piece) {
            scan.feed(text.substring(at, Math.min(text.length(), at + piece)));
        }
        return scan.end();
    }
}
