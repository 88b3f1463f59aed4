package org.letterlock.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderFieldsTest {
    private static final byte[] HEADER = bytes(
            "From: a@b.test\r\nSUBJECT : =?utf-8?Q?=C3=A4?=\r\n\tfolded\r\nno field\r\n and more\r\nX-A: 1\nx-a: 2\r\n\r\n");

    @Test
    void fieldsAreTakenAsTheyCameWithTheEmptyLine() {
        assertThat(only("subject")).isEqualTo("SUBJECT : =?utf-8?Q?=C3=A4?=\r\n\tfolded\r\n\r\n");
        assertThat(only("X-A", "From")).isEqualTo("From: a@b.test\r\nX-A: 1\nx-a: 2\r\n\r\n");
        assertThat(only("x")).isEqualTo("\r\n");
    }

    @Test
    void allOthersAreTheRest() {
        assertThat(text(HeaderFields.allBut(HEADER, List.of("From", "SUBJECT"))))
                .isEqualTo("no field\r\n and more\r\nX-A: 1\nx-a: 2\r\n\r\n");
        assertThat(HeaderFields.allBut(HEADER, List.of())).isEqualTo(HEADER);
    }

    @Test
    void aHeaderWithoutAnEmptyLineGetsNone() {
        assertThat(text(HeaderFields.only(bytes("A: 1\r\nB: 2"), List.of("b")))).isEqualTo("B: 2");
        assertThat(HeaderFields.only(new byte[0], List.of("b"))).isEmpty();
    }

    @Test
    void textsAreUnfoldedAndDecoded() {
        assertThat(HeaderFields.texts(HEADER, "Subject")).containsExactly("ä\tfolded");
        assertThat(HeaderFields.texts(HEADER, "x-a")).containsExactly("1", "2");
        assertThat(HeaderFields.texts(HEADER, "no field")).isEmpty();
    }

    @Test
    void theWholeTextIsAFieldALine() {
        assertThat(HeaderFields.text(HEADER)).isEqualTo("from: a@b.test\nsubject: ä\tfolded\nx-a: 1\nx-a: 2\n");
    }

    private static String only(String... names) {
        return text(HeaderFields.only(HEADER, List.of(names)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
